"""Every clock line by line: event, instant, sum, rule.

It explains what `clocks` reckons and reckons nothing else.
"""
