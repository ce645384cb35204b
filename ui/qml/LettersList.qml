import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// With whom letters are exchanged, the latest first.
ColumnLayout {
    id: side
    spacing: 8
    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: 20
        Layout.rightMargin: 12
        Layout.topMargin: 18
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignLeft
            text: qsTr("Letters")
            size: 24
            lineHeight: 1.1
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        IconButton {
            symbol: "pencil"
            text: qsTr("New letter")
            extent: 44
            ink: theme.colours.on_accent
            plate: theme.colours.accent
            onClicked: { letters.begin() }
        }
    }
    ListView {
        id: list
        objectName: "conversations"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.leftMargin: 8
        Layout.rightMargin: 8
        clip: true
        spacing: 2
        model: letters.conversations
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Conversations")
        ScrollBar.vertical: ScrollBar { }
        // An answer makes a new list; who has the focus keeps it, and takes it from nobody.
        property string focused: ""
        delegate: AbstractButton {
            id: row
            required property var modelData
            required property int index
            readonly property bool isCurrent: letters.current === modelData.key
            width: ListView.view ? ListView.view.width : 0
            implicitHeight: Math.max(72, lines.implicitHeight + 24)
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.spoken
            Accessible.selected: isCurrent
            Accessible.onPressAction: clicked()
            onClicked: { letters.choose(modelData.key) }
            onActiveFocusChanged: if (activeFocus) list.focused = modelData.key
            Component.onCompleted: if (list.activeFocus && list.focused === modelData.key) forceActiveFocus(Qt.TabFocusReason)
            Keys.onReturnPressed: clicked()
            Keys.onUpPressed: list.go(index - 1)
            Keys.onDownPressed: list.go(index + 1)
            background: Rectangle {
                radius: 14
                color: row.isCurrent ? theme.colours.tint : row.hovered ? theme.colours.card : "transparent"
                border.width: row.visualFocus ? 2 : 0
                border.color: theme.colours.accent
            }
            contentItem: Item {
                Item {
                    id: face
                    anchors.left: parent.left
                    anchors.leftMargin: 12
                    anchors.verticalCenter: parent.verticalCenter
                    width: 44
                    height: 44
                    Face { visible: row.modelData.faces.length === 1; person: row.modelData.faces[0].person; letters: row.modelData.faces[0].letters; extent: 44 }
                    Face { visible: row.modelData.faces.length > 1; anchors.left: parent.left; person: visible ? row.modelData.faces[1].person : ""; letters: visible ? row.modelData.faces[1].letters : ""; extent: 30 }
                    Face { visible: row.modelData.faces.length > 1; anchors.right: parent.right; anchors.bottom: parent.bottom; person: row.modelData.faces[0].person; letters: row.modelData.faces[0].letters; extent: 30 }
                }
                Column {
                    id: lines
                    anchors.left: face.right
                    anchors.leftMargin: 12
                    anchors.right: sign.left
                    anchors.rightMargin: 6
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 3
                    Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: row.modelData.name; size: 16; lineHeight: 1.1; font.weight: row.modelData.unread ? Font.DemiBold : Font.Medium; wrapMode: Text.NoWrap; elide: Text.ElideRight; color: row.isCurrent ? theme.colours.on_tint : theme.colours.text }
                    Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: row.modelData.last; size: 14; lineHeight: 1.1; wrapMode: Text.NoWrap; elide: Text.ElideRight; color: row.isCurrent ? theme.colours.on_tint : row.modelData.unread ? theme.colours.text : theme.colours.muted }
                    Words { width: parent.width; horizontalAlignment: Text.AlignLeft; text: row.modelData.when; size: 12; lineHeight: 1.1; wrapMode: Text.NoWrap; elide: Text.ElideRight; color: row.isCurrent ? theme.colours.on_tint : theme.colours.muted }
                }
                Image {
                    id: sign
                    anchors.right: dot.left
                    anchors.rightMargin: row.modelData.unread ? 8 : 0
                    anchors.verticalCenter: parent.verticalCenter
                    visible: row.modelData.muted
                    width: visible ? 16 : 0
                    height: 16
                    source: visible ? "image://icon/bell-off/" + ("" + (row.isCurrent ? theme.colours.on_tint : theme.colours.muted)).slice(-6) : ""
                    sourceSize: Qt.size(16, 16)
                }
                Rectangle {
                    id: dot
                    anchors.right: parent.right
                    anchors.rightMargin: 12
                    anchors.verticalCenter: parent.verticalCenter
                    width: row.modelData.unread ? 12 : 0
                    height: 12
                    radius: 6
                    color: theme.colours.accent
                }
            }
        }
        function go(to) {
            if (to < 0 || to >= count) return
            positionViewAtIndex(to, ListView.Contain)
            const next = itemAtIndex(to)
            if (next) next.forceActiveFocus(Qt.TabFocusReason)
        }
        Said {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: 4
            anchors.bottom: parent.bottom
            // Where a conversation is read, it is said there.
            text: letters.current === "" ? letters.message : ""
            trouble: true
        }
        Words {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: 12
            y: 24
            visible: list.count === 0 && letters.settled
            horizontalAlignment: Text.AlignLeft
            color: theme.colours.muted
            text: qsTr("No letters yet. Write one to somebody.")
        }
    }
}
