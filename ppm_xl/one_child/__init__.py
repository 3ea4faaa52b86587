"""One child on one page: what the sheet One child looks up, worked out for every child at once.

The sheet's formulas only find the chosen child's row in the hidden table ``ChildView`` and set
its lines under each other; which lines those are, and where each is broken, is decided here.

Only what class staff may see: no note on a barrier, no concern about SEND, nothing of care.
"""
