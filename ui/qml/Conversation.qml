import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// What some people and I wrote to each other, and the place to answer.
Item {
    id: talk
    property bool narrow: false
    // Where one writes: nothing may lie over it.
    readonly property real foot: place.height + 32
    // Whoever opens a conversation writes next.
    readonly property string whom: letters.current
    onWhomChanged: if (whom !== "") text.forceActiveFocus()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: 16
            spacing: 12
            IconButton { visible: talk.narrow; symbol: LayoutMirroring.enabled ? "chevron-right" : "arrow-left"; text: qsTr("All letters"); onClicked: letters.choose("") }
            Faces { people: letters.faces; extent: 40 }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2
                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: letters.name; size: 18; lineHeight: 1.1; font.weight: Font.DemiBold; maximumLineCount: 2; elide: Text.ElideRight; Accessible.role: Accessible.Heading }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 6
                    Image { Layout.alignment: Qt.AlignTop; Layout.topMargin: 2; source: "image://icon/lock/" + ("" + theme.colours.muted).slice(-6); sourceSize: Qt.size(14, 14) }
                    Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: letters.who; size: 14; lineHeight: 1.15; color: theme.colours.muted }
                }
            }
            MuteButton { visible: letters.begun; muted: letters.muted; onClicked: muting.conversation(letters.current, !letters.muted) }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: theme.colours.border }
        ListView {
            id: list
            objectName: "letters"
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            // The newest stands at the bottom and the view begins there.
            verticalLayoutDirection: ListView.BottomToTop
            model: conversation.letters
            spacing: 10
            cacheBuffer: 800
            boundsBehavior: Flickable.StopAtBounds
            // Tab leads to the newest letter, or to where one was; arrows lead from one to the next.
            keyNavigationEnabled: false
            highlightFollowsCurrentItem: false
            function go(to) {
                if (to < 0) { text.forceActiveFocus(Qt.TabFocusReason); return }
                if (to >= count) return
                currentIndex = to
                positionViewAtIndex(to, ListView.Contain)
                currentItem.enter()
            }
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Letters with %1").arg(letters.name)
            ScrollBar.vertical: ScrollBar { id: bar }
            Following { view: list }
            // Whether the reader is at the newest letter, and how many came since they were.
            property bool atNewest: true
            property int newer: 0
            readonly property bool far: originY + contentHeight - height - contentY > height / 2
            function follow() { if (!moving && !activeFocus && !bar.pressed) return; atNewest = atYEnd; if (atYEnd) newer = 0 }
            function goDown() { atNewest = true; newer = 0; positionViewAtBeginning() }
            onMovementEnded: follow()
            onContentYChanged: { follow(); if (atYBeginning && count > 0) conversation.more() }
            onModelChanged: { atNewest = true; newer = 0 }
            Connections {
                target: list.model
                function onRowsInserted(parent, first, last) { if (!list.atNewest && first === 0) list.newer += last - first + 1 }
            }
            // Whoever is at the newest letter stays there, whatever comes or grows.
            function stay() { if (atNewest) Qt.callLater(list.positionViewAtBeginning) }
            onCountChanged: { if (!activeFocus) currentIndex = 0; stay() }
            onHeightChanged: stay()
            onContentHeightChanged: stay()
            header: Item { width: 1; height: 16 }
            footer: Item { width: 1; height: 16 }
            delegate: Item {
                id: slot
                required property var post
                required property string spoken
                required property int index
                readonly property real column: Math.min(list.width - 40, 760)
                readonly property bool newDay: post.newDay
                width: list.width
                height: body.height + (newDay ? day.implicitHeight : 0)
                function enter() { body.forceActiveFocus(Qt.TabFocusReason) }
                Words {
                    id: day
                    visible: slot.newDay
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: slot.post.day
                    size: 13
                    topPadding: 8
                    bottomPadding: 12
                    font.weight: Font.DemiBold
                    color: theme.colours.muted
                }
                Letter {
                    id: body
                    x: (slot.width - width) / 2
                    y: slot.newDay ? day.implicitHeight : 0
                    width: slot.column
                    post: slot.post
                    spoken: slot.spoken
                    tools: shared
                    named: letters.several
                    current: slot.ListView.isCurrentItem
                    last: slot.index === 0
                    onGo: by => list.go(slot.index + by)
                    onLeave: text.forceActiveFocus(Qt.TabFocusReason)
                }
            }
            Words {
                anchors.centerIn: parent
                width: Math.min(parent.width - 48, 420)
                visible: list.count === 0 && conversation.loaded
                horizontalAlignment: Text.AlignHCenter
                color: theme.colours.muted
                text: qsTr("Nothing is written here yet. Begin below.")
            }
        }
        Above {
            parent: list
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 12
            visible: count > 0 || list.far
            below: true
            count: list.newer
            text: count > 0 ? qsTr("%n new letter(s) below", "", count) : qsTr("To the newest letter")
            onClicked: { list.goDown(); text.forceActiveFocus(Qt.OtherFocusReason) }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: theme.colours.border }
        ColumnLayout {
            id: place
            Layout.fillWidth: true
            Layout.margins: 16
            spacing: 8
            RowLayout {
                visible: said.text !== ""
                Layout.fillWidth: true
                Said { id: said; text: pen.message || conversation.message || letters.message; trouble: true }
                IconButton { symbol: "x"; text: qsTr("Put away"); onClicked: { pen.hush(); conversation.hush(); letters.hush() } }
            }
            Attached {
                Layout.fillWidth: true
                visible: pen.attached.length > 0
                items: pen.attached
                onRemoved: key => pen.detach(key)
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: 8
                IconButton { Layout.alignment: Qt.AlignBottom; symbol: "image-plus"; text: qsTr("Add pictures or files"); extent: 46; ink: theme.colours.accent; onClicked: dialog.open() }
                ScrollView {
                    Layout.fillWidth: true
                    Layout.maximumHeight: 180
                    Writing {
                        id: text
                        objectName: "letter"
                        hint: qsTr("Write to %1").arg(letters.name)
                        text: pen.text()
                        onTextChanged: pen.keep(text.text)
                        Component.onCompleted: forceActiveFocus()
                        Keys.onPressed: event => {
                            const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
                            if (enter && !(event.modifiers & Qt.ShiftModifier)) { pen.send(text.text); event.accepted = true }
                            else if (event.matches(StandardKey.Paste) && pen.paste()) event.accepted = true
                            else if (event.key === Qt.Key_Escape && talk.narrow) { letters.choose(""); event.accepted = true }
                        }
                    }
                }
                IconButton {
                    Layout.alignment: Qt.AlignBottom
                    symbol: "send"
                    text: qsTr("Send")
                    extent: 46
                    enabled: text.text.trim() !== "" || pen.attached.length > 0
                    ink: enabled ? theme.colours.on_accent : theme.colours.muted
                    plate: enabled ? theme.colours.accent : theme.colours.sunken
                    onClicked: pen.send(text.text)
                }
            }
            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                size: 13
                lineHeight: 1.1
                color: theme.colours.muted
                text: pen.sending ? qsTr("Sending…") : qsTr("Enter sends it, Shift and Enter begin a new line.")
            }
        }
    }
    PostTools { id: shared; source: conversation; anchors.fill: parent }
    Connections {
        target: pen
        function onLeft() { text.text = ""; text.forceActiveFocus(); list.goDown() }
        function onMoved() { text.text = pen.text(); text.cursorPosition = text.length }
    }
    FileDialog {
        id: dialog
        fileMode: FileDialog.OpenFiles
        title: qsTr("Pictures and files")
        onAccepted: pen.attach(selectedFiles)
    }
}
