"""The kinds of operations, for ever. Unknown ones are kept, passed on and not interpreted."""

from enum import IntEnum


class Kind(IntEnum):
    """Below 0x80: control lane. From 0x80: content lane. 0x10..0x17 belong to identity logs."""

    CIRCLE_GENESIS = 0x01
    HELLO = 0x02
    ACK = 0x03
    ADMIT = 0x04
    EXPEL = 0x05
    LEAVE = 0x06
    MOTION = 0x07
    VOTE = 0x08
    INVITE = 0x09
    INVITE_REVOKE = 0x0A
    EPOCH = 0x0B
    GRANT = 0x0C
    ERASE = 0x0D
    DEVICE_CUT = 0x0E
    LINK_CIRCLE = 0x0F

    ID_GENESIS = 0x10
    ID_ADD_DEVICE = 0x11
    ID_REVOKE = 0x12
    ID_ROTATE_SEAL = 0x13
    ID_ROTATE_RECOVERY = 0x14
    ID_ADOPT = 0x15

    FORK = 0x1F

    POST = 0x80
    COMMENT = 0x81
    REACTION = 0x82
    EDIT = 0x83
    PROFILE = 0x84
    POLL = 0x85
    BALLOT = 0x86
    EVENT = 0x87
    MESSAGE = 0x88
