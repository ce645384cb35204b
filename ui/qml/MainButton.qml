import QtQuick
import QtQuick.Controls.Basic

// The one thing to do on a page.
Button {
    id: button
    property bool quiet: false
    property bool danger: false
    property string symbol: ""
    // How wide it may be: what it says goes on in a second line. As wide as that is, unless told.
    property real most: 0
    readonly property color ink: !enabled ? theme.colours.muted : danger ? theme.colours.danger : quiet ? theme.colours.text : theme.colours.on_accent
    implicitHeight: Math.max(44, 30 * theme.scale, said.implicitHeight + 18)
    leftPadding: 20
    rightPadding: 20
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    background: Rectangle {
        radius: height / 2
        color: button.quiet || !button.enabled ? (button.hovered ? theme.colours.tint : theme.colours.card) : button.down ? Qt.darker(theme.colours.accent, 1.15) : theme.colours.accent
        border.color: button.visualFocus ? theme.colours.text : button.quiet ? theme.colours.border : color
        border.width: button.visualFocus ? 2 : 1
    }
    contentItem: Row {
        spacing: 8
        Image {
            visible: button.symbol !== ""
            anchors.verticalCenter: parent.verticalCenter
            source: button.symbol === "" ? "" : "image://icon/" + button.symbol + "/" + ("" + button.ink).slice(-6)
            sourceSize: Qt.size(20, 20)
        }
        Words {
            id: said
            anchors.verticalCenter: parent.verticalCenter
            width: button.most > 0 ? Math.min(implicitWidth, button.most - button.leftPadding - button.rightPadding - (button.symbol !== "" ? 28 : 0)) : implicitWidth
            text: button.text
            size: 15
            lineHeight: 1
            font.weight: Font.DemiBold
            color: button.ink
            wrapMode: button.most > 0 ? Text.Wrap : Text.NoWrap
        }
    }
}
