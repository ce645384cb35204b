import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// All pictures of a circle, by month. One place for the keyboard: the arrows go from picture to picture.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 1080)
    readonly property real gap: 8
    readonly property int columns: Math.max(2, Math.round(column / 200))
    readonly property real tile: (column - gap * (columns - 1)) / columns
    property int current: 0
    onColumnsChanged: albums.lay(columns)
    Component.onCompleted: { albums.lay(columns); albums.open() }
    Component.onDestruction: albums.close()
    function go(at) {
        current = Math.max(0, Math.min(albums.count - 1, at))
        list.positionViewAtIndex(albums.row_of(current), ListView.Contain)
    }
    function look(at) { current = at; list.forceActiveFocus(); viewer.show(albums.things(), at) }

    ListView {
        id: list
        objectName: "albums"
        anchors.fill: parent
        clip: true
        model: albums.lines
        cacheBuffer: 800
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Pictures")
        ScrollBar.vertical: ScrollBar { }
        onAtYEndChanged: if (atYEnd) albums.more()
        onContentYChanged: if (contentY + height > originY + contentHeight - 1200) albums.more()
        Keys.onPressed: event => {
            const ahead = Qt.application.layoutDirection === Qt.RightToLeft ? -1 : 1
            event.accepted = true
            switch (event.key) {
            case Qt.Key_Left: page.go(page.current - ahead); break
            case Qt.Key_Right: page.go(page.current + ahead); break
            case Qt.Key_Up: page.go(albums.below(page.current, -1)); break
            case Qt.Key_Down: page.go(albums.below(page.current, 1)); break
            case Qt.Key_PageUp: page.go(albums.below(page.current, -Math.floor(list.height / page.tile))); break
            case Qt.Key_PageDown: page.go(albums.below(page.current, Math.floor(list.height / page.tile))); break
            case Qt.Key_Home: page.go(0); break
            case Qt.Key_End: page.go(albums.count - 1); break
            case Qt.Key_Return: case Qt.Key_Enter: case Qt.Key_Space: if (albums.count > 0) page.look(page.current); break
            default: event.accepted = false
            }
        }
        header: Item {
            width: list.width
            height: top.implicitHeight + 40
            RowLayout {
                id: top
                x: (list.width - page.column) / 2
                y: 24
                width: page.column
                spacing: 16
                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: qsTr("Albums"); size: 26; lineHeight: 1.15; font.weight: Font.DemiBold; Accessible.role: Accessible.Heading }
                Choice {
                    visible: session.circleList.length > 1
                    Layout.maximumWidth: 300
                    model: session.circleList
                    textRole: "name"
                    valueRole: "id"
                    Accessible.name: qsTr("Which circle")
                    value: albums.circle
                    onActivated: { albums.choose(currentValue); page.current = 0 }
                }
            }
        }
        delegate: Item {
            id: slot
            required property var line
            required property int index
            readonly property bool isHeading: line.heading !== ""
            width: list.width
            height: isHeading ? heading.implicitHeight + (index === 0 ? 12 : 36) : page.tile + page.gap
            ListView.onPooled: slot.visible = false
            ListView.onReused: slot.visible = true
            RowLayout {
                id: heading
                visible: slot.isHeading
                x: (slot.width - page.column) / 2
                y: slot.height - height - 10
                width: page.column
                spacing: 12
                Words { text: slot.line.heading; size: 18; lineHeight: 1.15; font.weight: Font.DemiBold; Accessible.role: Accessible.Heading }
                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: slot.line.count; size: 14; lineHeight: 1.15; color: theme.colours.muted }
            }
            Row {
                x: (slot.width - page.column) / 2
                width: page.column
                spacing: page.gap
                Repeater {
                    model: slot.line.tiles
                    AbstractButton {
                        id: tile
                        required property var modelData
                        readonly property bool current: list.activeFocus && page.current === modelData.at
                        width: page.tile
                        height: page.tile
                        focusPolicy: Qt.NoFocus
                        Accessible.role: Accessible.Button
                        Accessible.name: modelData.said
                        Accessible.onPressAction: page.look(modelData.at)
                        onClicked: page.look(modelData.at)
                        contentItem: Item {
                            Photo { id: photo; anchors.fill: parent; post: tile.modelData.post; picture: tile.modelData.picture; radius: 12; ground: theme.colours.ground }
                            PhotoSaid { anchors.fill: parent; visible: photo.said !== ""; text: photo.said; bare: photo.key === ""; radius: photo.radius; percent: photo.coming }
                            PlayMark { anchors.centerIn: parent; visible: tile.modelData.picture.moves && photo.said === "" }
                            Rectangle {
                                anchors.fill: parent
                                visible: tile.current || tile.hovered
                                radius: photo.radius
                                color: tile.current ? "transparent" : "#14000000"
                                border.width: tile.current ? 4 : 0
                                border.color: theme.colours.accent
                                Rectangle { visible: tile.current; anchors.fill: parent; anchors.margins: 4; radius: photo.radius - 4; color: "transparent"; border.width: 2; border.color: theme.colours.card }
                            }
                        }
                    }
                }
            }
        }
        footer: Item { width: list.width; height: 48 }
    }

    ColumnLayout {
        visible: albums.loaded && albums.count === 0
        anchors.centerIn: parent
        width: Math.min(parent.width - 64, 420)
        spacing: 12
        Image { Layout.alignment: Qt.AlignHCenter; source: "image://icon/images/" + ("" + theme.colours.muted).slice(-6); sourceSize: Qt.size(48, 48) }
        Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignHCenter; text: qsTr("No pictures yet"); size: 20; font.weight: Font.DemiBold }
        Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignHCenter; text: qsTr("Every picture that somebody shares with this circle stands here, by month."); color: theme.colours.muted }
    }
    Words {
        visible: text !== ""
        anchors.centerIn: parent
        width: Math.min(parent.width - 64, 420)
        horizontalAlignment: Text.AlignHCenter
        text: albums.message
        color: theme.colours.danger
        Accessible.role: Accessible.AlertMessage
    }
}
