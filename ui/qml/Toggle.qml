import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Something that is on or off, and holds at once.
AbstractButton {
    id: toggle
    property string hint: ""
    checkable: true
    focusPolicy: Qt.StrongFocus
    Layout.fillWidth: true
    implicitHeight: Math.max(44, words.implicitHeight + 12)
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: hint
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: click()
    Accessible.onToggleAction: click()
    background: Rectangle {
        radius: 12
        color: "transparent"
        border.width: toggle.visualFocus ? 2 : 0
        border.color: theme.colours.accent
    }
    contentItem: RowLayout {
        spacing: 16
        ColumnLayout {
            id: words
            Layout.fillWidth: true
            spacing: 2
            Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: toggle.text; lineHeight: 1.2; Accessible.ignored: true }
            Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; visible: text !== ""; text: toggle.hint; size: 14; color: theme.colours.muted; Accessible.ignored: true }
        }
        Rectangle {
            Layout.alignment: Qt.AlignVCenter
            implicitWidth: 48
            implicitHeight: 28
            radius: 14
            color: toggle.checked ? theme.colours.accent : theme.colours.sunken
            border.width: 1
            border.color: toggle.checked ? theme.colours.accent : theme.colours.outline
            Rectangle {
                readonly property bool atEnd: toggle.checked !== toggle.mirrored
                anchors.verticalCenter: parent.verticalCenter
                x: atEnd ? parent.width - width - 4 : 4
                width: 20
                height: 20
                radius: 10
                color: toggle.checked ? theme.colours.on_accent : theme.colours.outline
            }
        }
    }
}
