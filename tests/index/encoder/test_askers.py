"""Who asks alone has all cores; for a second after two asked at once nobody is alone."""

from index.encoder.askers import CROWDED_SECONDS, Askers


def test_who_asks_alone_is_told_so() -> None:
    """One question after another."""
    askers = Askers(lambda: 0.0)
    for _ in range(3):
        with askers.asking() as is_alone:
            assert is_alone


def test_nobody_is_alone_until_a_second_after_two_asked_at_once() -> None:
    """Also if the first has ended meanwhile, or ended with an error."""
    now = [0.0]
    askers = Askers(lambda: now[0])
    with askers.asking() as first, askers.asking() as second:
        assert (first, second) == (True, False)
    try:
        with askers.asking() as is_alone:
            assert not is_alone
            raise ValueError
    except ValueError:
        now[0] += CROWDED_SECONDS
    with askers.asking() as is_alone:
        assert not is_alone
    now[0] += 0.01
    with askers.asking() as is_alone:
        assert is_alone
