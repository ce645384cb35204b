"""Posts on the screen: what QML shows of each, and the list of them that changes while somebody reads."""
