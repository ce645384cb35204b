import QtQuick
import QtQuick.Controls.Basic

// Yes or no, with what it is about and what it does.
AbstractButton {
    id: toggle
    property string detail: ""
    checkable: true
    focusPolicy: Qt.StrongFocus
    implicitHeight: contentItem.implicitHeight + 16
    padding: 8
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: detail
    Accessible.checkable: true
    Accessible.checked: checked
    background: Rectangle { radius: 12; color: toggle.hovered ? theme.colours.sunken : "transparent"; border.width: toggle.visualFocus ? 2 : 0; border.color: theme.colours.accent }
    contentItem: Item {
        implicitHeight: Math.max(30, said.implicitHeight)
        implicitWidth: said.implicitWidth + 64
        Column {
            id: said
            anchors.left: parent.left
            anchors.right: track.left
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            Words { width: parent.width; text: toggle.text; size: 15; lineHeight: 1.1; font.weight: Font.DemiBold; horizontalAlignment: Text.AlignLeft; Accessible.ignored: true }
            Words { width: parent.width; visible: text !== ""; text: toggle.detail; size: 14; lineHeight: 1.2; color: theme.colours.muted; horizontalAlignment: Text.AlignLeft; Accessible.ignored: true }
        }
        Rectangle {
            id: track
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: 48
            height: 28
            radius: 14
            color: toggle.checked ? theme.colours.accent : theme.colours.card
            border.color: toggle.checked ? theme.colours.accent : theme.colours.outline
            Rectangle {
                readonly property bool far: toggle.checked !== toggle.mirrored
                x: far ? parent.width - width - 4 : 4
                anchors.verticalCenter: parent.verticalCenter
                width: 20
                height: 20
                radius: 10
                color: toggle.checked ? theme.colours.on_accent : theme.colours.outline
            }
        }
    }
}
