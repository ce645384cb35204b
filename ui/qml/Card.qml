import QtQuick

// What lies on the ground: a post, a form.
Rectangle {
    id: card
    color: theme.colours.card
    border.color: theme.colours.border
    radius: 16
    // What is round at the corners hides nothing, so all that lies below would be painted, too, at each step of a list
    // that scrolls. This hides it.
    Rectangle {
        anchors.fill: parent
        anchors.margins: Math.ceil(card.radius * 0.3) + 2
        color: card.color
    }
}
