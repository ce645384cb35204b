import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// What everybody wrote, newest first, and the place to write.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)

    ListView {
        id: list
        objectName: "posts"
        anchors.fill: parent
        clip: true
        model: home.posts
        cacheBuffer: 1200
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Posts")
        ScrollBar.vertical: ScrollBar { }
        onAtYEndChanged: if (atYEnd && count > 0) home.more()
        onContentYChanged: if (!looking.running) looking.start()
        onCountChanged: if (!looking.running) looking.start()
        header: Item {
            width: list.width
            height: writing.height + 40
            // It grows downwards, under the eyes of whoever writes.
            onHeightChanged: if (writing.open || list.contentY - list.originY < 80) Qt.callLater(list.positionViewAtBeginning)
            Composer {
                id: writing
                x: (list.width - width) / 2
                y: 20
                width: page.column
            }
        }
        delegate: Item {
            id: slot
            required property var post
            required property string spoken
            required property int index
            width: list.width
            // What was deleted a moment ago and can still be taken back takes no room.
            height: post.hidden ? 0 : body.height + (heading.visible ? heading.height : 0) + 16
            // What waits to be used again must not be read out meanwhile.
            ListView.onPooled: slot.visible = false
            ListView.onReused: slot.visible = true
            readonly property bool newDay: index === 0 || list.model.dayBefore(index) !== post.day
            Words {
                id: heading
                visible: slot.newDay && !slot.post.hidden
                x: (slot.width - page.column) / 2 + 4
                text: slot.post.day
                size: 14
                bottomPadding: 10
                topPadding: slot.index === 0 ? 0 : 8
                font.weight: Font.DemiBold
                color: theme.colours.muted
            }
            Post {
                id: body
                visible: !slot.post.hidden
                x: (slot.width - width) / 2
                y: heading.visible ? heading.height : 0
                width: page.column
                post: slot.post
                spoken: slot.spoken
            }
        }
        footer: Item {
            width: list.width
            height: 110
            Words {
                anchors.centerIn: parent
                width: page.column
                horizontalAlignment: Text.AlignHCenter
                color: theme.colours.muted
                text: !home.loaded ? "" : list.count === 0 ? qsTr("Nothing here yet. Say hello!") : home.caughtUp ? qsTr("You're all caught up.") : ""
            }
        }
    }

    Timer {
        id: looking
        interval: 150
        onTriggered: {
            const middle = list.width / 2
            home.seen(list.indexAt(middle, list.contentY + 40), list.indexAt(middle, list.contentY + list.height - 40), list.contentY - list.originY < 80)
        }
    }
    Rectangle {
        objectName: "message"
        visible: home.message !== "" || home.canUndo
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24
        radius: 14
        color: theme.colours.text
        width: Math.min(page.width - 48, said.implicitWidth + (undo.visible ? undo.width : 0) + 96)
        height: Math.max(52, said.implicitHeight + 24)
        Words {
            id: said
            anchors.left: parent.left
            anchors.leftMargin: 20
            anchors.right: undo.visible ? undo.left : close.left
            anchors.verticalCenter: parent.verticalCenter
            text: home.canUndo ? qsTr("Deleted from all computers.") : home.message
            size: 15
            color: theme.colours.card
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        MainButton {
            id: undo
            visible: home.canUndo
            anchors.right: close.left
            anchors.verticalCenter: parent.verticalCenter
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
        function onPosted() { list.positionViewAtBeginning() }
    }
}
