"""Every purpose a key is used for, one constant each.

A signature, a digest or a derived key is made under exactly one of these labels, and is worthless under any
other (BLAKE2b takes the label as its personalisation, signatures take it as a prefix). So this list is the
list of everything that keys are used for. Labels are 1 to 16 ASCII bytes and occur once; a test holds both. A
label is never reused with a new meaning: a changed layout takes a new label.
"""

# Operations: ids, signatures, bodies.
OP_ID = b"org1/op-id"  # name of an operation: digest of its signed header
SIG_IN = b"org1/sig-in"  # digest of the header that is signed
SIG = b"org1/sig"  # signature of an operation by its device
BODY = b"org1/body"  # digest of a body; also opens the context a body is bound to
BODY_KEY = b"org1/body-key"  # key of one body, from the secret of its epoch

# Pictures and files.
FILE = b"org1/file"  # id of a file: who put it where, under its key
PIECE = b"org1/piece"  # digest of an encrypted piece; also opens the context a piece is bound to
PIECE_NONCE = b"org1/piece-nonce"  # nonce of a piece, from the key of its file
LIST = b"org1/list"  # digest of the list of a file's pieces

# Names of people and places.
PERSON = b"org1/person"  # person id: digest of the first operation of the identity log
CIRCLE = b"org1/circle"  # circle id: digest of its first operation
ROOM = b"org1/room"  # id of a room, from its members and its creator

# Epochs and the seals that carry their secrets.
COMMIT = b"org1/commit"  # commitment to an epoch secret, shown to every recipient
DEV8 = b"org1/dev8"  # short name of a device in a list of recipients
SEAL8 = b"org1/seal8"  # short name of a sealing key there
EPOCH = b"org1/epoch"  # context of a seal around an epoch secret

# Devices of a person.
CERT = b"org1/cert"  # digest of a device certificate
POP = b"org1/pop"  # the new device's own signature on it: proof that it holds the key

# Invitations.
INV = b"org1/inv"  # handshake key of a pending invitation, from the secret in the code
INV_SIGN = b"org1/inv-sign"  # signing key of an invitation, from the same secret
INV_SEAL = b"org1/inv-seal"  # context of a seal made for somebody who is joining
REDEEM = b"org1/redeem"  # signature that redeems an invitation for one person in one session

# Who may be recognised on the network, and how.
PAIR = b"org1/pair"  # key that two people share, from their reach keys
SELF = b"org1/self"  # key that the devices of one person share
MDNS = b"org1/mdns"  # 4-byte token by which a contact recognises an advertisement
LISTEN_PORT = b"org1/port"  # the port a device listens on in a given network

# The silent hello and the Noise handshake behind it.
HELLO_I = b"org1/hello-i"  # tag by which the responder recognises the initiator
HELLO_R = b"org1/hello-r"  # tag by which the responder answers
NOISE_PSK = b"org1/noise-psk"  # pre-shared key of this one Noise handshake
MASK_I = b"org1/mask-i"  # mask over the initiator's ephemeral key
MASK_R = b"org1/mask-r"  # mask over the responder's ephemeral key
PROLOGUE = b"org1/tp/1"  # opens the Noise prologue: transport protocol and its version
HANDSHAKE = b"org1/handshake"  # 32-byte name of a session, from the Noise handshake hash

# Sync.
SKEY = b"org1/skey"  # key of a scope's tokens, from the scope id
SCOPE = b"org1/scope"  # token that names a scope inside one session
DIGEST = b"org1/digest"  # digest over what a device holds of a scope

# Recovery and what rests on the disk.
RECOVERY = b"org1/recovery"  # recovery seed from the recovery words
REC = b"org1/rec"  # operations signed by the recovery key
DISK = b"org1/disk"  # keys of the database and of files, from the profile key
WRAP = b"org1/wrap"  # key that wraps another key under a passphrase

# What people hand to one another.
CODE_CHECK = b"org1/code"  # check bytes at the end of a code that is typed or scanned
