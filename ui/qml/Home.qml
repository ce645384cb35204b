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
        desk: desk
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
    PostDesk { id: desk; anchors.fill: parent }

    Rectangle {
        objectName: "message"
        visible: home.message !== "" || home.canUndo
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        radius: 14
        color: theme.colours.text
        width: Math.min(page.width - 48, said.implicitWidth + (undo.visible ? undo.width + 44 : close.width + 36))
        height: Math.max(52, said.height + 24)
        Words {
            id: said
            anchors.left: parent.left
            anchors.leftMargin: 20
            anchors.right: undo.visible ? undo.left : close.left
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            text: home.canUndo ? qsTr("Deleted from all computers.") : home.message
            size: 15
            lineHeight: 1.2
            color: theme.colours.card
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        MainButton {
            id: undo
            visible: home.canUndo
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            implicitHeight: 40
            text: qsTr("Undo")
            onClicked: home.undo()
        }
        IconButton {
            id: close
            visible: !home.canUndo
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            symbol: "x"
            text: qsTr("Put away")
            ink: theme.colours.card
            onClicked: home.hush()
        }
    }
    DropArea {
        anchors.fill: parent
        onDropped: drop => { if (drop.hasUrls) composer.attach(drop.urls) }
    }
    Connections {
        target: composer
        function onPosted() { list.goUp() }
    }
}
