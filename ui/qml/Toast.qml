import QtQuick
import QtQuick.Controls.Basic

// One sentence at the foot of the window about what was just done, until it is put away.
Rectangle {
    id: toast
    property string text: ""
    signal away
    visible: text !== ""
    radius: 14
    color: theme.colours.text
    width: Math.min(parent ? parent.width - 48 : 400, said.implicitWidth + close.width + 40)
    height: Math.max(52, said.implicitHeight + 24)
    Words {
        id: said
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.right: close.left
        anchors.verticalCenter: parent.verticalCenter
        text: toast.text
        size: 15
        color: theme.colours.card
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    IconButton {
        id: close
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        symbol: "x"
        text: qsTr("Put away")
        ink: theme.colours.card
        onClicked: toast.away()
    }
    Timer { running: toast.visible; interval: 8000; onTriggered: toast.away() }
}
