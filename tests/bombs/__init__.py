"""Files made to take all of a computer's time or memory, each made small and read alone.

``python -m bombs NAME`` reads one in this process, with limits, and prints what came of it.
"""
