import QtQuick
import QtQuick.Controls.Basic

// A small thing to do beside what it belongs to: words that can be pressed.
AbstractButton {
    id: button
    property string symbol: ""
    property color ink: theme.colours.muted
    implicitHeight: Math.max(28, 24 * theme.scale)
    implicitWidth: inner.implicitWidth + 16
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    background: Rectangle {
        radius: height / 2
        color: button.hovered || button.down ? theme.colours.tint : "transparent"
        border.width: button.visualFocus ? 2 : 0
        border.color: theme.colours.accent
    }
    contentItem: Item {
        implicitWidth: inner.implicitWidth
        Row {
            id: inner
            anchors.centerIn: parent
            spacing: 6
            Image {
                visible: button.symbol !== ""
                anchors.verticalCenter: parent.verticalCenter
                source: button.symbol === "" ? "" : "image://icon/" + button.symbol + "/" + ("" + button.ink).slice(-6)
                sourceSize: Qt.size(16, 16)
            }
            Words { anchors.verticalCenter: parent.verticalCenter; text: button.text; size: 13; lineHeight: 1; font.weight: Font.DemiBold; color: button.ink; wrapMode: Text.NoWrap; Accessible.ignored: true }
        }
    }
}
