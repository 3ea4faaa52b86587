"""Names of children that are ordinary words too, so that innocent sentences stay innocent."""

from __future__ import annotations

from typing import Final

OPENERS: Final = frozenset(
    """
    amber an april art august autumn bill can chance charity do drew faith grace ha happy hope
    honour joy june love mark may mercy merry my no patience pat rose sky so spring star summer
    sunny true van wade ward well will winter
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that may open a sentence with a capital: "Will you read with us?"."""

THINGS: Final = frozenset(
    """
    ace angel archer ban basil bay bear bee berry bin blossom blue bonny brook buddy cash christian
    clay cliff crystal dale daisy dash dawn dean destiny diamond dot duke earl eden ember eve fern
    finn forest fox frank gene glen grant hang hazel
    heath heather holly hung hunter iris ivy jade jasmine jay jet jewel job king lance lark leaf
    lily kit kite major mason melody miles nick noble olive opal pansy pearl penny pierce poppy
    prince princess
    ray red reed rich river rob robin rocky rosemary rowan ruby rusty saffron sage sandy scout skip
    son song sterling stone storm sun tally tan teal trinity victor violet willow wren
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that mean a child only with a capital: "A robin came" but "Robin came"."""

END_IN_S: Final = frozenset(
    """
    across afterwards alas always as besides does games has his is its less lots maths
    news nevertheless nowadays perhaps phonics physics sometimes thanks this thus towards unless us
    was yes yours
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that end in s and are nobody's: "This week" is not said of a child called Thi."""

SURNAMES: Final = frozenset(
    """
    age ball banks barn bean bell best bird bishop black bloom bond book booth bow box bridge
    brown bull bush butter castle church cloud cotton court cross crown day early east fair field
    fields finch fish flint flower flowers ford friend frost game garden gates gift glass gold
    good gray green grey grove hall hand hands hare hawk hay head hedge high hill hills hood hook
    horn house hunt iron key kitchen knight lake lamb land lane law light lime lion little lock
    long lord low man marsh mead meadow mill moon moss mountain new nice night north oak old
    orange page park parks peach pear pike place plant plum pond pool post power price quick quill
    race rain read rice ring rock room rush sand sands school sea seal sharp short silver small
    smart snow south spark speed star steel strange street strong sun swan sweet swift tall temple
    term thorn tower town trip vale vine wall walls water waters weather west white wild wise wolf
    wood woods world young
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Surnames that stand with a capital in other names too: "the Stone Age", "Forest School"."""

PLACES: Final = frozenset(
    """
    bath bolton boston bristol burton cambridge chester china derby devon durham england essex
    france germany holland houston india ireland israel jordan kent lancaster lincoln london
    mars norfolk oxford paris preston rome scotland sheffield spain sutton sydney troy wales
    warwick washington wells windsor york
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Names that mean a place or a planet more often than a child, where nothing else says so."""

ABBREVIATIONS: Final = frozenset(
    """
    ac ad ai am as at bc bd be by ce cd cv do dt dj dr eg ep eu ex fm go gp he hi hq ht id ie if in
    is it la ma me mr ms my nb nd ni no np of oh ok on op or os pa pc pe pm po ps pt pv re rd sc sn
    so sr st ta th tv uk un up us vs we wc xl yr
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Two letters that are no child's initials: "P.E.", "3 p.m.", "TV"."""
