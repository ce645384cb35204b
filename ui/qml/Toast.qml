import QtQuick
import QtQuick.Controls.Basic

// One sentence about what was just done, until it is put away; or with a way back, while there is. `Toasts` stacks them.
Rectangle {
    id: toast
    property string text: ""
    property bool undoable: false
    // Whether it stays until it is put away: what was not done must not be missed.
    property bool lasting: false
    property Toasts stack: null
    property int turn: 0
    signal away
    signal undone
    onTextChanged: {
        if (text !== "" && stack) turn = ++stack.turns
        if (patience.running) patience.restart()
    }
    visible: text !== ""
    anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
    y: stack ? stack.height - stack.above(toast) - height : 0
    radius: 14
    color: theme.colours.text
    width: Math.min(parent ? parent.width - 48 : 400, said.implicitWidth + (undoable ? undo.width : close.width) + 48)
    height: Math.max(56, said.implicitHeight + 24)
    Words {
        id: said
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.right: toast.undoable ? undo.left : close.left
        anchors.rightMargin: 8
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
        onClicked: toast.away()
    }
    Timer { id: patience; running: toast.visible && !toast.undoable && !toast.lasting; interval: 8000; onTriggered: toast.away() }
}
