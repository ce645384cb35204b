import QtQuick
import QtQuick.Controls.Basic

// One line to type into.
TextField {
    id: field
    implicitHeight: Math.max(48, 34 * theme.scale)
    leftPadding: 16
    rightPadding: 16
    color: theme.colours.text
    placeholderTextColor: theme.colours.muted
    selectByMouse: true
    font.pixelSize: 16 * theme.scale
    Accessible.name: placeholderText
    background: Rectangle {
        radius: 12
        color: theme.colours.card
        border.color: field.activeFocus ? theme.colours.accent : theme.colours.outline
        border.width: field.activeFocus ? 2 : 1
    }
}
