import QtQuick
import QtQuick.Controls.Basic

// A round button with a drawing. `text` is its name for screen readers and its tooltip.
AbstractButton {
    id: button
    property string symbol: ""
    property color ink: theme.colours.muted
    property real extent: 40
    property color plate: "transparent"
    // Whether it is to be seen. A screen reader and the keyboard find it all the same.
    property bool drawn: true
    implicitWidth: Math.max(extent, implicitContentWidth)
    implicitHeight: extent
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Tip { of: button; text: button.text }
    background: Rectangle {
        opacity: button.drawn ? 1 : 0
        radius: height / 2
        color: button.down ? theme.colours.tint : button.hovered && plate.a === 0 ? theme.colours.sunken : plate
        border.width: button.visualFocus ? 2 : 0
        border.color: theme.colours.accent
    }
    contentItem: Item {
        opacity: button.drawn ? 1 : 0
        implicitWidth: button.extent
        Image {
            anchors.centerIn: parent
            source: "image://icon/" + button.symbol + "/" + ("" + button.ink).slice(-6)
            sourceSize: button.extent < 34 ? Qt.size(16, 16) : Qt.size(22, 22)
        }
    }
}
