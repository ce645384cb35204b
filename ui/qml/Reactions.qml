import QtQuick
import QtQuick.Controls.Basic

// Who reacted, and the ways to react oneself.
Row {
    id: row
    property var said
    property var tools
    property bool small: false
    spacing: 4
    Reacted { id: like; said: row.said; tools: row.tools; small: row.small }
    IconButton {
        id: other
        anchors.verticalCenter: parent.verticalCenter
        extent: like.extent
        symbol: "smile"
        text: qsTr("React in another way")
        onClicked: row.tools.pick(other, row.said)
    }
}
