"""What people do: found circles, invite, write, read, remove, leave. In the family's words.

state       one circle in memory: authority, epochs, feeds, identities
registry    all circles of this home
keeper      judges operations, keeps them, and reads what they say
pen         writes this computer's own operations
tending     grants, acknowledgements and renewals that follow from what arrived
shelf       the above as sync sees it
roster      whom we know, as sync sees it
doorkeeper  what a guest and a host say to each other
circles, invitations, feed, rooms      one service for each thing people do
"""
