import QtQuick
import QtQuick.Controls.Basic

// The pictures of a post: one large, two side by side, more as a grid with the rest behind the last.
Item {
    id: album
    property var post
    readonly property var pictures: post.pictures
    readonly property int shown: Math.min(pictures.length, 6)
    readonly property int columns: shown === 1 ? 1 : shown === 2 || shown === 4 ? 2 : 3
    readonly property real gap: 4
    readonly property real cell: (width - gap * (columns - 1)) / columns
    readonly property real single: pictures.length === 1 ? Math.min(width * pictures[0].height / pictures[0].width, width * 1.1) : 0
    implicitHeight: shown === 0 ? 0 : shown === 1 ? single : Math.ceil(shown / columns) * (cell + gap) - gap

    Repeater {
        model: album.shown
        AbstractButton {
            id: tile
            required property int index
            readonly property var picture: album.pictures[index]
            readonly property int more: index === album.shown - 1 ? album.pictures.length - album.shown : 0
            x: (index % album.columns) * (album.cell + album.gap)
            y: Math.floor(index / album.columns) * (album.cell + album.gap)
            width: album.cell
            height: album.shown === 1 ? album.single : album.cell
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Button
            Accessible.name: more > 0 ? "Look at all " + album.pictures.length + " pictures" : "Look at picture " + picture.number + (picture.where ? ". " + picture.where : "")
            onClicked: page.look(album.post, tile.picture.number)
            contentItem: Item {
                clip: true
                Rectangle { anchors.fill: parent; color: theme.colours.sunken }
                Image {
                    anchors.fill: parent
                    source: tile.picture.preview === "" ? "" : "image://post/" + tile.picture.preview
                    fillMode: Image.PreserveAspectCrop
                    sourceSize: Qt.size(640, 640)
                }
                Image {
                    id: full
                    property string key: ""
                    anchors.fill: parent
                    source: key === "" ? "" : "image://post/" + key
                    fillMode: Image.PreserveAspectCrop
                    sourceSize: Qt.size(Math.ceil(width), Math.ceil(height))
                    function look() {
                        key = home.picture(album.post.id, tile.picture.number)
                        if (key === "" && tile.picture.here) home.want(album.post.id, tile.picture.number)
                    }
                    Component.onCompleted: look()
                    Connections {
                        target: home
                        function onPictureCame(post, number) { if (post === album.post.id && number === tile.picture.number) full.look() }
                    }
                }
                Rectangle {
                    visible: tile.picture.where !== "" && tile.more === 0
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    height: where.implicitHeight + 16
                    color: "#b3000000"
                    Words { id: where; anchors.centerIn: parent; width: parent.width - 24; text: tile.picture.where; size: 13; color: "#ffffff"; maximumLineCount: 3; elide: Text.ElideRight }
                }
                Rectangle {
                    visible: tile.more > 0
                    anchors.fill: parent
                    color: "#99000000"
                    Words { anchors.centerIn: parent; text: "+" + tile.more; size: 26; color: "#ffffff"; font.weight: Font.DemiBold }
                }
                Rectangle {
                    anchors.fill: parent
                    color: "transparent"
                    border.width: tile.visualFocus ? 3 : 0
                    border.color: theme.colours.accent
                }
            }
        }
    }
}
