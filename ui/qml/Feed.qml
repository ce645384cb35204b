import QtQuick
import QtQuick.Controls.Basic

// Posts by day, newest first. What is read stays where it is: whatever comes above, and however tall things become.
ListView {
    id: list
    property var tools
    property real column: 640
    // Whether the reader is at the very top, and how many posts came above since they were there.
    property bool atTop: true
    property int above: 0
    // The post at the reader's eyes, and how far its top is above them.
    property Item anchor: null
    property real offset: 0
    property bool held: false
    // Whether something was posted that will stand here.
    readonly property bool leaving: composer.leaving !== "" && (home.circle === "" || home.circle === composer.leaving)

    clip: true
    cacheBuffer: 1200
    reuseItems: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: false
    highlightFollowsCurrentItem: false
    currentIndex: -1
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Posts")
    ScrollBar.vertical: ScrollBar { policy: list.contentHeight > list.height ? ScrollBar.AsNeeded : ScrollBar.AlwaysOff }

    function goUp() { positionViewAtBeginning(); mark() }
    // At the top, unless the reader goes on meanwhile: once what changes now has its place.
    function stay() { soon.start() }
    function mark() {
        atTop = contentY - originY < 40
        if (atTop) { above = 0; anchor = null }
        else if (!held) {
            anchor = itemAt(width / 2, contentY + 1)
            offset = anchor ? anchor.y - contentY : 0
        }
        if (!looking.running) looking.start()
        // Some screens ahead, so that nobody meets the end before it is the end.
        if (contentY + 4 * height > originY + contentHeight) home.more()
    }
    // What is at the eyes moved although nobody scrolled: something above it became taller, came or went.
    function hold() {
        if (held || !anchor || atTop) return
        const shift = anchor.y - contentY - offset
        if (Math.abs(shift) < 1) return
        held = true
        contentY += shift
        held = false
    }
    function step(from, by) {
        const item = itemAtIndex(from)
        // A post that is taller than the window is read to its end first.
        if (item && by > 0 && item.y + item.height > contentY + height + 1 && item.y < contentY + height / 2) { contentY = Math.min(contentY + height * 0.7, item.y + item.height - height + 16); return }
        if (item && by < 0 && item.y < contentY - 1) { contentY = Math.max(item.y - 8, contentY - height * 0.7); return }
        if (from + by < 0) { goUp(); return }
        if (from + by >= count) return
        currentIndex = from + by
        positionViewAtIndex(currentIndex, ListView.Contain)
        enter()
    }
    function enter() { if (currentItem) currentItem.enter() }

    onContentYChanged: mark()
    onCountChanged: {
        if (count > 0) composer.arrived()
        if (!looking.running) looking.start()
    }
    // Tab leads to the list; whoever went straight to something in it, as to the place to write, stays there.
    onActiveFocusChanged: if (activeFocus && Window.activeFocusItem === list && currentIndex < 0 && count > 0) { currentIndex = Math.max(0, indexAt(width / 2, contentY + 40)); enter() }
    Connections {
        target: list.model
        function onRowsInserted(parent, first, last) {
            if (list.atTop) soon.start()
            else if (list.anchor && first <= list.anchor.index) list.above += last - first + 1
        }
        function onModelReset() { list.anchor = null; list.above = 0; list.currentIndex = -1; list.atTop = true; soon.start() }
    }
    Following { view: list }
    Timer { id: soon; interval: 0; onTriggered: if (list.atTop) list.goUp() }
    Timer {
        id: looking
        interval: 150
        onTriggered: {
            const middle = list.width / 2
            const first = list.indexAt(middle, list.contentY + 40), last = list.indexAt(middle, list.contentY + list.height - 40)
            home.seen(first, last < 0 ? list.count - 1 : last, list.atTop)
        }
    }
    delegate: FocusScope {
        id: slot
        required property var post
        required property string spoken
        required property string day
        required property int index
        readonly property bool newDay: index === 0 || list.model.dayBefore(index) !== day
        function enter() { body.forceActiveFocus(Qt.TabFocusReason) }
        width: list.width
        // What was deleted a moment ago and can still be taken back takes no room.
        height: post.hidden ? 0 : body.height + body.y + 16
        onYChanged: if (slot === list.anchor) list.hold()
        // What waits to be used again must not be read out meanwhile.
        ListView.onPooled: { slot.visible = false; if (list.anchor === slot) list.anchor = null }
        ListView.onReused: slot.visible = true
        Words {
            id: heading
            visible: slot.newDay && !slot.post.hidden
            x: (slot.width - list.column) / 2 + 4
            width: list.column - 8
            text: slot.day
            size: 14
            bottomPadding: 10
            topPadding: slot.index === 0 ? 0 : 10
            font.weight: Font.DemiBold
            color: theme.colours.muted
            horizontalAlignment: Text.AlignLeft
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Post {
            id: body
            focus: true
            visible: !slot.post.hidden
            x: (slot.width - width) / 2
            y: heading.visible ? heading.height : 0
            width: list.column
            post: slot.post
            spoken: slot.spoken
            tools: list.tools
            onGo: by => list.step(slot.index, by)
            onLeave: list.goUp()
        }
    }
    footer: Item {
        width: list.width
        height: Math.max(110, end.implicitHeight + 60)
        Column {
            id: end
            anchors.centerIn: parent
            width: list.column
            spacing: 10
            Image {
                visible: home.loaded && home.caughtUp
                anchors.horizontalCenter: parent.horizontalCenter
                source: "image://icon/" + (list.count === 0 ? "leaf" : "circle-check") + "/" + ("" + theme.colours.accent).slice(-6)
                sourceSize: Qt.size(28, 28)
            }
            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                color: theme.colours.muted
                text: !home.loaded ? "" : list.count === 0 ? (list.leaving ? qsTr("Your first post here is about to leave.") : qsTr("Nothing here yet. Say hello!")) : home.caughtUp ? qsTr("You're all caught up.") : qsTr("Older posts are on their way…")
            }
        }
    }
}
