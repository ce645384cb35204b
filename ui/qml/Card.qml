import QtQuick

// What lies on the ground: a post, a form.
Rectangle {
    color: theme.colours.card
    border.color: theme.colours.border
    radius: 16
}
