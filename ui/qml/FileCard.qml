import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Window

// A file or a film of a post: what it is, of a film a picture, and pressed, it is saved where one likes, or fetched.
// It is never opened here.
AbstractButton {
    id: card
    property string post: ""
    property var file
    property int coming: -1
    property bool here: file.here
    readonly property string state: here ? "" : coming > 0 ? qsTr("%1 % is here.").arg(coming) : coming === 0 ? qsTr("It comes as soon as it can be reached.") : file.where
    readonly property string said: file.kindName + " · " + file.size + (state ? " · " + state : "")
    // In the film's own shape, but no tower and no ribbon, whatever its author's computer says.
    readonly property real shape: Math.min(4, Math.max(0.4, file.width / Math.max(1, file.height)))
    readonly property real screen: file.preview === "" ? 0 : Math.round(Math.min((width - 20) / shape, Math.max(width * 0.6, 120), 380))
    property string key: ""
    implicitHeight: line.implicitHeight + (screen > 0 ? screen + 10 : 0)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: (here ? qsTr("Save %1").arg(file.name) : qsTr("Fetch %1").arg(file.name)) + ". " + said + (file.length ? " · " + file.length : "")
    onClicked: if (here) saver.ask(post, file.number, false, file.name); else photos.fetch(post, file.number, false)
    function look() {
        coming = photos.coming(post, file.number, false)
        here = file.here || photos.here(post, file.number, false)
        key = file.preview === "" ? "" : photos.preview(file.preview)
    }
    onFileChanged: look()
    Component.onCompleted: look()
    Connections {
        target: photos
        function onCame(post, number) { if (post === card.post && number === card.file.number) card.look() }
        function onDrawn(key) { if (key === card.file.preview) card.look() }
    }
    background: Rectangle {
        radius: 14
        color: card.hovered ? theme.colours.tint : theme.colours.sunken
        border.color: card.visualFocus ? theme.colours.accent : theme.colours.border
        border.width: card.visualFocus ? 2 : 1
    }
    contentItem: Item {
        Rectangle {
            id: still
            visible: card.screen > 0
            anchors.horizontalCenter: parent.horizontalCenter
            y: 10
            width: Math.min(parent.width - 20, Math.round(card.screen * card.shape) + 1)
            height: card.screen
            radius: 8
            color: theme.colours.border
            Image {
                anchors.fill: parent
                readonly property real dots: Screen.devicePixelRatio
                source: card.key === "" || width < 1 ? "" : "image://pixels/" + card.key + "/" + Math.round(width * dots) + "x" + Math.round(height * dots) + "/" + Math.round(still.radius * dots)
                cache: false
            }
            // That it moves, and for how long.
            Rectangle {
                anchors.left: parent.left
                anchors.bottom: parent.bottom
                anchors.margins: 10
                width: mark.width + 20
                height: mark.height + 10
                radius: height / 2
                color: "#b3000000"
                Row {
                    id: mark
                    anchors.centerIn: parent
                    spacing: 6
                    Image { anchors.verticalCenter: parent.verticalCenter; source: "image://icon/play/ffffff"; sourceSize: Qt.size(14, 14) }
                    Words { visible: text !== ""; text: card.file.length; size: 13; lineHeight: 1; color: "#ffffff"; font.weight: Font.Medium; Accessible.ignored: true }
                }
            }
        }
        Item {
            id: line
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            implicitHeight: Math.max(68, words.implicitHeight + 24)
            height: implicitHeight
            Rectangle {
                id: plate
                // A picture says it better.
                visible: card.screen === 0
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
                anchors.left: plate.visible ? plate.right : parent.left
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
}
