import QtQuick
import QtQuick.Controls.Basic

// Somebody to be chosen or not: face, name, and a mark.
AbstractButton {
    id: row
    property var people: []
    property bool round: false
    property string hint: ""
    implicitHeight: Math.max(52, 34 * theme.scale)
    focusPolicy: Qt.StrongFocus
    Accessible.role: round ? Accessible.RadioButton : Accessible.CheckBox
    Accessible.name: text
    Accessible.description: hint
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: clicked()
    Accessible.onToggleAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    background: Rectangle {
        radius: 12
        color: row.checked ? theme.colours.tint : row.hovered ? theme.colours.sunken : "transparent"
        border.width: row.visualFocus ? 2 : 0
        border.color: theme.colours.accent
    }
    contentItem: Item {
        Item {
            id: picture
            anchors.left: parent.left
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            width: 36
            height: 36
            Face { visible: row.people.length === 1; person: visible ? row.people[0].person : ""; letters: visible ? row.people[0].letters : ""; extent: 36 }
            Image {
                visible: row.people.length !== 1
                anchors.centerIn: parent
                source: "image://icon/users/" + ("" + (row.checked ? theme.colours.on_tint : theme.colours.muted)).slice(-6)
                sourceSize: Qt.size(24, 24)
            }
        }
        Words {
            anchors.left: picture.right
            anchors.leftMargin: 12
            anchors.right: mark.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            horizontalAlignment: Text.AlignLeft
            text: row.text
            size: 15
            lineHeight: 1.1
            maximumLineCount: 2
            elide: Text.ElideRight
            font.weight: row.checked ? Font.DemiBold : Font.Normal
            color: row.checked ? theme.colours.on_tint : theme.colours.text
        }
        Rectangle {
            id: mark
            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            width: 24
            height: 24
            radius: row.round ? 12 : 7
            color: row.checked ? theme.colours.accent : "transparent"
            border.width: row.checked ? 0 : 2
            border.color: theme.colours.outline
            Image {
                visible: row.checked
                anchors.centerIn: parent
                source: "image://icon/check/" + ("" + theme.colours.on_accent).slice(-6)
                sourceSize: Qt.size(16, 16)
            }
        }
    }
}
