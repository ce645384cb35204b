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
            height: writing.y + writing.height + 20
            // It grows downwards, under the eyes of whoever writes.
            onHeightChanged: { if (writing.open) list.atTop = true; list.stay() }
            // Whose page it is, where it is that of one circle.
            RowLayout {
                id: head
                visible: home.circle !== ""
                x: writing.x
                y: 16
                width: page.column
                spacing: 8
                Words { Layout.fillWidth: true; Layout.leftMargin: 4; horizontalAlignment: Text.AlignLeft; text: home.circleName; size: 24; lineHeight: 1.1; font.weight: Font.DemiBold; maximumLineCount: 2; elide: Text.ElideRight; Accessible.role: Accessible.Heading }
                MuteButton { visible: session.circleList.some(one => one.id === home.circle && one.state === "member"); circle: home.circle }
            }
            Composer {
                id: writing
                x: (list.width - width) / 2
                y: head.visible ? head.y + head.height + 10 : 20
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
