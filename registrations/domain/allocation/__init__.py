"""Who goes to which workshop: an exact allocation of places, round by round (DESIGN D7, decision 0106).

Pure: it knows no database. ``problem`` says what goes in and comes out, ``flow`` finds the optimum of
one round, ``apart`` keeps pairs out of one room, ``rounds`` does all rounds and ``explaining`` says why.
"""
