import QtQuick

// What became of what was done to a post, wherever one is shown.
Toast {
    objectName: "message"
    anchors.horizontalCenter: parent.horizontalCenter
    anchors.bottom: parent.bottom
    anchors.bottomMargin: 24
    text: home.canUndo ? qsTr("Deleted from all computers.") : home.message
    undoable: home.canUndo
    onUndone: home.undo()
    onAway: home.hush()
}
