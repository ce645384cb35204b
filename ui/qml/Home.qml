import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// What everybody wrote, newest first, and the place to write.
Item {
    id: page
    readonly property real column: Math.min(width - (width < 520 ? 24 : 48), 640)

    Feed {
        id: list
        objectName: "posts"
        anchors.fill: parent
        model: home.posts
        column: page.column
        tools: tools
        header: Item {
            width: list.width
            height: writing.height + 40
            // It grows downwards, under the eyes of whoever writes.
            onHeightChanged: { if (writing.open) list.atTop = true; list.stay() }
            Composer {
                id: writing
                x: (list.width - width) / 2
                y: 20
                width: page.column
            }
        }
    }
    Above {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: 16
        count: list.above
        onClicked: list.goUp()
    }
    PostTools { id: tools; anchors.fill: parent }

    DropArea {
        anchors.fill: parent
        onDropped: drop => { if (drop.hasUrls) composer.attach(drop.urls) }
    }
    Connections {
        target: composer
        function onPosted() { list.goUp() }
    }
}
