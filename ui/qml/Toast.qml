import QtQuick

// One sentence at the foot of a page, with a way back for ten seconds or until it is put away.
Rectangle {
    id: toast
    property string text: ""
    property bool undoable: false
    signal undone()
    signal hushed()
    visible: text !== ""
    anchors.horizontalCenter: parent.horizontalCenter
    anchors.bottom: parent.bottom
    anchors.bottomMargin: 24
    radius: 14
    color: theme.colours.text
    width: Math.min(parent.width - 48, said.implicitWidth + (undoable ? undo.width : 40) + 56)
    height: Math.max(56, said.implicitHeight + 24)
    Words {
        id: said
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.right: toast.undoable ? undo.left : close.left
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignLeft
        text: toast.text
        size: 15
        lineHeight: 1.2
        color: theme.colours.card
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    MainButton {
        id: undo
        visible: toast.undoable
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Undo")
        onClicked: toast.undone()
    }
    IconButton {
        id: close
        visible: !toast.undoable
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        symbol: "x"
        text: qsTr("Put away")
        ink: theme.colours.card
        onClicked: toast.hushed()
    }
}
