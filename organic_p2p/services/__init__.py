"""What people do: found circles, invite, write, read, remove, leave. In the family's words.

state       one circle in memory: authority, epochs, feeds, identities
claims      what others say about our own chains, and for how long we believe it
chains      where operations that arrive belong: on top, beneath, or on a branch
registry    all circles of this home
keeper      judges operations and keeps them
reader      takes in what content says
pen         writes this computer's own operations
core        what every service stands on: the above, this person, and transactions
admission   letting somebody in, and handing on secrets
tending     grants, acknowledgements and renewals that follow from what arrived
shelf       the operations of this home, as sync sees them
vault       its pictures and files, as sync sees them
storage     how much room these take, and what gives way
giving      what peers are given of them
attaching   from what somebody wants to post to encrypted files
albums      looking at pictures and files, and saving them
roster      whom we know, as sync sees it
doorkeeper  what a guest and a host say to each other
circles, invitations, feed      one service for each thing people do
lookup      from what was typed to the one thing it names
refusals, names, clock, events  why the rules say no; what people are called; time; what is announced
"""
