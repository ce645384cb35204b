import QtQuick
import QtQuick.Controls.Basic

// A file or a film of a post: what it is, and pressed, it is saved where one likes, or fetched. It is never opened here.
AbstractButton {
    id: card
    property string post: ""
    property var file
    property int coming: -1
    property bool here: file.here
    readonly property string state: here ? "" : coming > 0 ? qsTr("%1 % is here.").arg(coming) : coming === 0 ? qsTr("It comes as soon as it can be reached.") : file.where
    readonly property string said: file.kindName + " · " + file.size + (state ? " · " + state : "")
    implicitHeight: Math.max(68, words.implicitHeight + 24)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: (here ? qsTr("Save %1").arg(file.name) : qsTr("Fetch %1").arg(file.name)) + ". " + said
    onClicked: if (here) saver.ask(post, file.number, false, file.name); else photos.fetch(post, file.number, false)
    function look() {
        coming = photos.coming(post, file.number, false)
        here = file.here || photos.here(post, file.number, false)
    }
    onFileChanged: look()
    Component.onCompleted: look()
    Connections {
        target: photos
        function onCame(post, number) { if (post === card.post && number === card.file.number) card.look() }
    }
    background: Rectangle {
        radius: 14
        color: card.hovered ? theme.colours.tint : theme.colours.sunken
        border.color: card.visualFocus ? theme.colours.accent : theme.colours.border
        border.width: card.visualFocus ? 2 : 1
    }
    contentItem: Item {
        Rectangle {
            id: plate
            anchors.left: parent.left
            anchors.leftMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            width: 44
            height: 44
            radius: 10
            color: theme.colours.card
            Image {
                anchors.centerIn: parent
                source: "image://icon/" + card.file.symbol + "/" + ("" + theme.colours.accent).slice(-6)
                sourceSize: Qt.size(24, 24)
            }
        }
        Column {
            id: words
            anchors.left: plate.right
            anchors.leftMargin: 14
            anchors.right: act.left
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            spacing: 3
            Words { width: parent.width; text: card.file.name; size: 15; lineHeight: 1.1; font.weight: Font.Medium; horizontalAlignment: Text.AlignLeft; wrapMode: Text.NoWrap; elide: Text.ElideMiddle }
            Words { width: parent.width; text: card.said; size: 13; lineHeight: 1.15; horizontalAlignment: Text.AlignLeft; color: theme.colours.muted; maximumLineCount: 2; elide: Text.ElideRight }
            Bar { visible: !card.here && card.coming > 0; width: parent.width; height: 6; part: card.coming / 100 }
        }
        Image {
            id: act
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            source: "image://icon/" + (card.here ? "file-down" : "download") + "/" + ("" + theme.colours.muted).slice(-6)
            sourceSize: Qt.size(20, 20)
        }
    }
}
