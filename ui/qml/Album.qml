import QtQuick
import QtQuick.Controls.Basic

// The pictures of a post: one large, two side by side, more as a grid with the rest behind the last.
Item {
    id: album
    property var post
    readonly property var pictures: post.pictures
    readonly property int shown: Math.min(pictures.length, 6)
    // How many stand in the first row, and in the second: 1, 2, 3, 2 + 2, 2 + 3, 3 + 3.
    readonly property int upper: shown === 4 || shown === 5 ? 2 : Math.min(shown, 3)
    readonly property int lower: shown - upper
    readonly property real gap: 4
    function side(many) { return many === 0 ? 0 : (width - gap * (many - 1)) / many }
    readonly property real single: pictures.length === 1 ? Math.min(width * pictures[0].height / pictures[0].width, width * 1.1) : 0
    implicitHeight: shown === 0 ? 0 : shown === 1 ? single : side(upper) + (lower > 0 ? gap + side(lower) : 0)

    Repeater {
        model: album.shown
        AbstractButton {
            id: tile
            required property int index
            readonly property var picture: album.pictures[index]
            readonly property int more: index === album.shown - 1 ? album.pictures.length - album.shown : 0
            readonly property bool first: index < album.upper
            x: (first ? index : index - album.upper) * (width + album.gap)
            y: first ? 0 : album.side(album.upper) + album.gap
            width: album.side(first ? album.upper : album.lower)
            height: album.shown === 1 ? album.single : width
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Button
            Accessible.name: more > 0 ? qsTr("Look at all %n pictures", "", album.pictures.length) : qsTr("Look at picture %1").arg(picture.number) + (picture.where ? ". " + picture.where : "")
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
