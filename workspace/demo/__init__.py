"""The demo meetings as plain data. Facts of 5 March 2015 come from its announcement and verslag.

Everybody except the speaker named there is invented and marked "(verzonnen)"; all cases are semi-fictional.
"""
