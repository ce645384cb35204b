import QtQuick

// Brings what has the keyboard into sight of `view`, and keeps it there while things above it come and grow.
Item {
    id: following
    property Flickable view
    readonly property int edge: 16
    readonly property Item focused: Window.activeFocusItem
    property bool inSight: false
    function within(item) {
        for (let up = item; up; up = up.parent) if (up === view.contentItem) return true
        return false
    }
    function follow() {
        // A click is for what is under the mouse: that must not move away.
        if (!focused || focused === view || focused.focusReason === Qt.MouseFocusReason || !within(focused)) return
        const top = focused.mapToItem(view, 0, 0).y
        if (focused.height > view.height - 2 * edge) return  // it is read by scrolling
        const low = view.originY, high = Math.max(low, view.originY + view.contentHeight - view.height)
        if (top < edge) view.contentY = Math.max(low, view.contentY + top - edge)
        else if (top + focused.height > view.height - edge) view.contentY = Math.min(high, view.contentY + top + focused.height - view.height + edge)
        look()
    }
    function look() {
        const top = focused && within(focused) ? focused.mapToItem(view, 0, 0).y : -1
        inSight = top >= 0 && top + focused.height <= view.height
    }
    onFocusedChanged: soon.start()
    // Once what changes now has its place.
    Timer { id: soon; interval: 0; onTriggered: following.follow() }
    Connections {
        target: following.view
        function onMovementEnded() { following.look() }
        function onContentHeightChanged() { if (following.inSight) soon.start() }
    }
}
