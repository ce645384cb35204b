import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One post that was found, with what was answered.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)
    Keys.onEscapePressed: back.clicked()
    // The comment that was found is brought into sight while the page takes shape, unless the reader goes on already.
    function seek() {
        const at = reading.beneath && loader.item ? loader.item.where(reading.sought) : -1
        if (at >= 0) scroll(inner.y + loader.y + at - 80)
        if (++shaping.looks > 20) shaping.stop()
    }
    function scroll(to) { flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, to)) }
    Timer { id: shaping; property int looks: 0; interval: 40; repeat: true; onTriggered: page.seek() }

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: inner.height + 72
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        onMovementStarted: shaping.stop()
        ScrollBar.vertical: ScrollBar { }
        Following { view: flick }
        ColumnLayout {
            id: inner
            x: (page.width - width) / 2
            y: 16
            width: page.column
            spacing: 12
            MainButton {
                id: back
                quiet: true
                symbol: LayoutMirroring.enabled ? "chevron-right" : "arrow-left"
                text: qsTr("Back to the search")
                onClicked: inside.go("search")
            }
            Loader {
                id: loader
                Layout.fillWidth: true
                active: reading.present
                visible: active
                onLoaded: { shaping.looks = 0; shaping.start() }
                sourceComponent: Post {
                    width: loader.width
                    post: reading.post
                    spoken: reading.spoken
                    tools: shared
                    // A comment that was found is not folded away.
                    few: reading.beneath ? reading.post.comments.length : 3
                    onLeave: back.clicked()
                    onGo: step => { shaping.stop(); page.scroll(flick.contentY + step * 80) }
                }
            }
            Words {
                Layout.fillWidth: true
                Layout.topMargin: 24
                visible: text !== ""
                text: reading.message
                horizontalAlignment: Text.AlignHCenter
                color: theme.colours.muted
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }
        }
    }
    PostTools { id: shared; anchors.fill: parent }
    Component.onCompleted: back.forceActiveFocus(inside.how)
}
