import QtQuick
import QtQuick.Controls.Basic
import "mosaic.js" as Mosaic

// The pictures of a post, each in its own shape; of very many the first, with the rest behind the last.
Item {
    id: album
    property var post
    property color ground: theme.colours.card
    readonly property var pictures: post.pictures
    readonly property int shown: Math.min(pictures.length, 10)
    readonly property var laid: Mosaic.laid(pictures.slice(0, shown), width, 6)
    implicitHeight: laid.height

    // Of a post that scrolls by anew with other pictures the tiles stay, and more are made only when there are too few.
    property int made: 0
    readonly property var none: ({ number: 0, width: 1, height: 1, here: true, preview: "", where: "", state: "here", moves: false })
    onShownChanged: made = Math.max(made, shown)
    Component.onCompleted: made = Math.max(made, shown)

    Repeater {
        model: album.made
        AbstractButton {
            id: tile
            required property int index
            readonly property var picture: album.pictures[index] ?? album.none
            readonly property int more: index === album.shown - 1 ? album.pictures.length - album.shown : 0
            readonly property var place: album.laid.tiles[index] ?? { x: 0, y: 0, width: 0, height: 0 }
            readonly property bool missing: !photo.here && tile.picture.state === "elsewhere"
            visible: index < album.shown
            x: LayoutMirroring.enabled ? album.width - place.x - place.width : place.x
            y: place.y
            width: place.width
            height: place.height
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Button
            Accessible.name: more > 0 ? qsTr("Look at all %n pictures", "", album.pictures.length) : qsTr("Look at picture %1").arg(picture.number) + (photo.said ? ". " + photo.said : "")
            onClicked: if (missing && more === 0 && photo.coming < 0) photos.fetch(album.post.id, picture.number, false); else viewer.look(album.post, picture.number)
            contentItem: Item {
                Photo {
                    id: photo
                    anchors.fill: parent
                    post: tile.visible ? album.post.id : ""
                    picture: tile.picture
                    ground: album.ground
                }
                // Few pictures need any of these; all of them would be made for each picture that scrolls by.
                Loader {
                    anchors.fill: parent
                    active: photo.said !== "" && tile.more === 0
                    sourceComponent: PhotoSaid { text: photo.said; bare: photo.key === ""; radius: photo.radius; percent: photo.coming }
                }
                Loader {
                    anchors.centerIn: parent
                    active: tile.picture.moves && photo.said === "" && tile.more === 0
                    sourceComponent: PlayMark {}
                }
                Loader {
                    anchors.fill: parent
                    active: tile.more > 0
                    sourceComponent: Rectangle {
                        radius: photo.radius
                        color: "#99000000"
                        Words { anchors.centerIn: parent; text: "+" + tile.more; size: 28; color: "#ffffff"; font.weight: Font.DemiBold }
                    }
                }
                Loader {
                    anchors.fill: parent
                    active: tile.visualFocus
                    sourceComponent: Rectangle {
                        radius: photo.radius
                        color: "transparent"
                        border.width: 3
                        border.color: theme.colours.accent
                        Rectangle { anchors.fill: parent; anchors.margins: 3; radius: photo.radius - 3; color: "transparent"; border.width: 2; border.color: theme.colours.card }
                    }
                }
            }
        }
    }
}
