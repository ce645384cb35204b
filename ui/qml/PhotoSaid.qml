import QtQuick
import QtQuick.Controls.Basic

// Over a picture that is not here, or not to be shown: why, and what brings it.
Item {
    id: said
    property string text: ""
    property bool bare: false
    property real radius: 10
    property int percent: -1
    // Without a preview the words stand in the middle, as on an empty page; over one they stand at its foot.
    Column {
        visible: said.bare
        anchors.centerIn: parent
        width: parent.width - 24
        spacing: 8
        Image {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: said.height > 110
            source: "image://icon/images/" + ("" + theme.colours.muted).slice(-6)
            sourceSize: Qt.size(26, 26)
        }
        Words { width: parent.width; horizontalAlignment: Text.AlignHCenter; text: said.text; size: 13; lineHeight: 1.15; color: theme.colours.muted; maximumLineCount: 4; elide: Text.ElideRight; Accessible.ignored: true }
    }
    Rectangle {
        visible: !said.bare
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: 6
        radius: Math.max(0, said.radius - 2)
        height: Math.min(parent.height - 12, words.implicitHeight + 14)
        color: "#cc14130f"
        clip: true
        Words { id: words; anchors.verticalCenter: parent.verticalCenter; x: 10; width: parent.width - 20; text: said.text; size: 13; lineHeight: 1.15; color: "#ffffff"; maximumLineCount: 4; elide: Text.ElideRight; Accessible.ignored: true }
        Rectangle {
            visible: said.percent > 0
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            height: 3
            width: parent.width * Math.max(0, said.percent) / 100
            color: "#67bb8c"
        }
    }
}
