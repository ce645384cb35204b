import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.domain.text_likeness import skeletons

names = st.text("AaIil1|OoRrNnm \u0410\u0430\u0435\u043e\u0440\u0441\u03bf\u0391\u0301\u200b-.", max_size=12)


def look_alike(name: str, other: str) -> bool:
    return not skeletons(name).isdisjoint(skeletons(other))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ann", "Ann"),
        ("Ann", "ANN"),
        ("Ann", "\u0410nn"),
        ("Peter", "\u0420\u0435t\u0435r"),
        ("Oma", "0ma"),
        ("Oma", "\u041e\u043c\u0430"),
        ("Olga", "\u039flga"),
        ("Paul", "Pau1"),
        ("Ian", "lan"),
        ("Ian", "IAN"),
        ("Bill", "BiII"),
        ("Ann Miller", "Ann  Miller"),
        ("Ann Miller", "Ann-Miller."),
        ("Ann", "A\u200bnn"),
        ("Ann", "A\u034fnn"),
        ("Ann", "\u202eAnn"),
        ("Zoe", "Zo\u00eb"),
        ("Anna", "Anna\u0323"),
        ("Jorn", "J\u00f8rn"),
        ("Tim", "Tirn"),
        ("Wanda", "VVanda"),
        ("Ann", "\uff21\uff4e\uff4e"),
        ("Ann", "\U0001d400\U0001d427\U0001d427"),
        ("\u0410\u043d\u043d\u0430", "\u0410\u043d\u043da"),
        ("Ann\u2764\ufe0f", "Ann\u2764"),
        ("stra\u00dfe", "STRASSE"),
    ],
)
def test_names_that_a_reader_would_mix_up_look_alike(name: str, other: str) -> None:
    assert look_alike(name, other)
    assert look_alike(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ann", "Anna"),
        ("Ann", "Bob"),
        ("Jan", "Jon"),
        ("Mia", "Mila"),
        ("Uncle Bob", "Uncle Rob"),
        ("\u0915", "\u0915\u093f"),
        ("\u304b", "\u304c"),
        ("\u674e", "\u738b"),
        ("\U0001f33b", "\U0001f339"),
        ("\u05d3\u05df", "\u05d2\u05df"),
        ("Ann 1", "Ann 2"),
    ],
)
def test_names_that_differ_to_the_eye_do_not_look_alike(name: str, other: str) -> None:
    assert not look_alike(name, other)


@given(names, names)
def test_looking_alike_goes_both_ways(name: str, other: str) -> None:
    assert look_alike(name, other) == look_alike(other, name)
    assert look_alike(name, name)


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=30))
def test_any_text_has_a_likeness(text: str) -> None:
    assert look_alike(text, text)
