import QtQuick
import QtQuick.Controls.Basic

// On or off, with what it means beside it.
Switch {
    id: toggle
    property string hint: ""
    implicitHeight: Math.max(44, words.implicitHeight + 8)
    padding: 0
    spacing: 16
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text + (hint !== "" ? ". " + hint : "")
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: { toggle.toggle(); toggle.toggled() }
    Accessible.onToggleAction: { toggle.toggle(); toggle.toggled() }
    indicator: Rectangle {
        x: toggle.mirrored ? 0 : toggle.width - width
        anchors.verticalCenter: parent.verticalCenter
        width: 50
        height: 30
        radius: 15
        color: !toggle.checked ? theme.colours.sunken : theme.colours.accent
        border.width: toggle.visualFocus ? 3 : 1
        border.color: toggle.visualFocus ? theme.colours.text : toggle.checked ? theme.colours.accent : theme.colours.outline
        opacity: toggle.enabled ? 1 : 0.5
        Rectangle {
            x: (toggle.checked !== toggle.mirrored) ? parent.width - width - 4 : 4
            anchors.verticalCenter: parent.verticalCenter
            width: 22
            height: 22
            radius: 11
            color: toggle.checked ? theme.colours.on_accent : theme.colours.outline
        }
    }
    contentItem: Item {
        implicitHeight: words.implicitHeight
        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 66
            x: toggle.mirrored ? 66 : 0
            spacing: 2
            Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: toggle.text; lineHeight: 1.2; color: toggle.enabled ? theme.colours.text : theme.colours.muted; Accessible.ignored: true }
            Words { width: parent.width; visible: text !== ""; horizontalAlignment: Text.AlignLeft; text: toggle.hint; size: 14; lineHeight: 1.25; color: theme.colours.muted; Accessible.ignored: true }
        }
    }
}
