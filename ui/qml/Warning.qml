import QtQuick

// A sentence about what cannot be done. Without words there is nothing of it.
Rectangle {
    id: warning
    property string text: ""
    visible: text !== ""
    radius: 12
    color: theme.colours.danger_tint
    implicitHeight: visible ? said.implicitHeight + 24 : 0
    Words {
        id: said
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 16
        anchors.verticalCenter: parent.verticalCenter
        text: warning.text
        size: 15
        color: theme.colours.danger
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
