import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Looking for people, posts, comments and letters, while one types.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)
    function focusField() { field.forceActiveFocus(); field.selectAll() }

    ColumnLayout {
        id: head
        x: (page.width - width) / 2
        y: 24
        width: page.column
        spacing: 16
        Field {
            id: field
            objectName: "searching"
            Layout.fillWidth: true
            hint: qsTr("Search people, posts and letters")
            leftPadding: 48
            rightPadding: 48
            implicitHeight: Math.max(52, 36 * theme.scale)
            maximumLength: 200
            // However it came to stand there, typed or dictated.
            onTextChanged: if (text !== searching.text) searching.look(text)
            Accessible.role: Accessible.EditableText
            Keys.onDownPressed: { list.currentIndex = Math.max(0, list.currentIndex); list.forceActiveFocus() }
            Keys.onEscapePressed: { text = ""; searching.look("") }
            Image {
                anchors.left: parent.left
                anchors.leftMargin: 16
                anchors.verticalCenter: parent.verticalCenter
                source: "image://icon/search/" + ("" + theme.colours.muted).slice(-6)
                sourceSize: Qt.size(22, 22)
            }
            IconButton {
                visible: field.text !== ""
                anchors.right: parent.right
                anchors.rightMargin: 6
                anchors.verticalCenter: parent.verticalCenter
                symbol: "x"
                text: qsTr("Empty the field")
                onClicked: { field.text = ""; searching.look(""); field.forceActiveFocus() }
            }
        }
    }

    ListView {
        id: list
        objectName: "found"
        anchors.top: head.bottom
        anchors.topMargin: 8
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        clip: true
        visible: searching.state === "found"
        model: searching.posts
        spacing: 12
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: count > 0
        keyNavigationEnabled: true
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: qsTr("What was found")
        ScrollBar.vertical: ScrollBar { }
        onAtYEndChanged: if (atYEnd && count > 0) searching.more()
        onActiveFocusChanged: if (activeFocus && currentIndex < 0) currentIndex = 0
        Keys.onReturnPressed: if (currentItem) currentItem.open()
        Keys.onEnterPressed: if (currentItem) currentItem.open()
        Keys.onEscapePressed: page.focusField()
        Keys.onUpPressed: event => { if (currentIndex <= 0) page.focusField(); else event.accepted = false }
        header: Item {
            width: list.width
            height: people.visible ? people.height + (list.count > 0 ? 20 : 28) : 8
            // It grows upwards, out of sight, of whoever stands at the beginning.
            onHeightChanged: if (list.currentIndex < 1) Qt.callLater(list.positionViewAtBeginning)
            Column {
                id: people
                visible: searching.people.length > 0
                x: (list.width - width) / 2
                y: 8
                width: page.column
                spacing: 10
                Words { text: qsTr("People"); size: 14; font.weight: Font.DemiBold; color: theme.colours.muted; leftPadding: 4 }
                Card {
                    width: parent.width
                    height: rows.height + 12
                    Column {
                        id: rows
                        y: 6
                        width: parent.width
                        Repeater {
                            model: searching.people
                            AbstractButton {
                                id: person
                                required property var modelData
                                width: rows.width
                                height: Math.max(64, names.implicitHeight + 20)
                                focusPolicy: Qt.StrongFocus
                                enabled: modelData.here && !modelData.mine
                                Accessible.role: enabled ? Accessible.Button : Accessible.ListItem
                                Accessible.name: modelData.spoken
                                onClicked: inside.meet(modelData.person, modelData.shared)
                                background: Rectangle {
                                    anchors.fill: parent
                                    anchors.leftMargin: 6
                                    anchors.rightMargin: 6
                                    radius: 12
                                    color: person.hovered ? theme.colours.sunken : "transparent"
                                    border.width: person.visualFocus ? 2 : 0
                                    border.color: theme.colours.accent
                                }
                                contentItem: RowLayout {
                                    spacing: 14
                                    Face { Layout.leftMargin: 16; person: person.modelData.person; letters: person.modelData.letters; extent: 42 }
                                    Column {
                                        id: names
                                        Layout.fillWidth: true
                                        Layout.rightMargin: 16
                                        Words { width: parent.width; text: person.modelData.name; horizontalAlignment: Text.AlignLeft; size: 16; lineHeight: 1.15; font.weight: Font.DemiBold; wrapMode: Text.NoWrap; elide: Text.ElideRight }
                                        Words { width: parent.width; text: person.modelData.said; horizontalAlignment: Text.AlignLeft; size: 13; lineHeight: 1.15; color: theme.colours.muted; wrapMode: Text.NoWrap; elide: Text.ElideRight }
                                    }
                                }
                            }
                        }
                    }
                }
                Words { visible: list.count > 0; text: qsTr("Posts and letters"); size: 14; font.weight: Font.DemiBold; color: theme.colours.muted; leftPadding: 4; topPadding: 8 }
            }
        }
        delegate: AbstractButton {
            id: one
            required property var post
            required property int index
            // A letter is read in its conversation, everything else on a page of its own.
            function open() {
                if (post.letter) { letters.choose(post.conversation); inside.go("letters") }
                else { reading.open(post.id); inside.go("post") }
            }
            width: list.width
            implicitHeight: body.implicitHeight + 32
            Accessible.role: Accessible.ListItem
            Accessible.name: post.spoken
            Accessible.onPressAction: open()
            onClicked: open()
            background: Card {
                x: (list.width - width) / 2
                width: page.column
                height: one.height
                color: one.hovered ? theme.colours.sunken : theme.colours.card
                border.color: one.ListView.isCurrentItem && list.activeFocus ? theme.colours.accent : theme.colours.border
                border.width: one.ListView.isCurrentItem && list.activeFocus ? 2 : 1
            }
            contentItem: Item {
                RowLayout {
                    id: body
                    x: (list.width - page.column) / 2 + 16
                    y: 16
                    width: page.column - 32
                    spacing: 12
                    Face { Layout.alignment: Qt.AlignTop; person: one.post.person; letters: one.post.letters; extent: 40 }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 4
                        RowLayout {
                            Layout.fillWidth: true
                            spacing: 8
                            Words { Layout.fillWidth: true; text: one.post.author; horizontalAlignment: Text.AlignLeft; size: 15; lineHeight: 1.1; font.weight: Font.DemiBold; wrapMode: Text.NoWrap; elide: Text.ElideRight }
                            Words { text: one.post.when; size: 13; lineHeight: 1.1; color: theme.colours.muted; wrapMode: Text.NoWrap }
                        }
                        Row {
                            Layout.fillWidth: true
                            spacing: 6
                            Image {
                                visible: one.post.letter
                                anchors.verticalCenter: parent.verticalCenter
                                source: "image://icon/mail/" + ("" + theme.colours.muted).slice(-6)
                                sourceSize: Qt.size(16, 16)
                            }
                            Words { width: Math.min(implicitWidth, parent.width - 24); text: one.post.where; size: 13; lineHeight: 1.1; color: theme.colours.muted; wrapMode: Text.NoWrap; elide: Text.ElideRight }
                        }
                        Excerpt { Layout.fillWidth: true; Layout.topMargin: 4; visible: text !== ""; text: one.post.text; marks: one.post.marks; size: 16 }
                        Words { Layout.fillWidth: true; Layout.topMargin: 4; visible: text !== ""; text: one.post.carried; horizontalAlignment: Text.AlignLeft; size: 13; lineHeight: 1.1; color: theme.colours.muted }
                    }
                }
            }
        }
        footer: Item { width: list.width; height: 48 }
    }

    ColumnLayout {
        visible: searching.state !== "found" && searching.state !== "looking"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: head.bottom
        anchors.topMargin: Math.max(32, (page.height - head.height) / 5)
        width: page.column
        spacing: 12
        Image {
            Layout.alignment: Qt.AlignHCenter
            source: "image://icon/search/" + ("" + theme.colours.outline).slice(-6)
            sourceSize: Qt.size(40, 40)
        }
        Words {
            objectName: "sentence"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            size: 20
            font.weight: Font.DemiBold
            text: searching.state === "nothing" ? qsTr("Nothing found for “%1”.").arg(searching.text) : searching.state === "trouble" ? searching.message : qsTr("What are you looking for?")
            maximumLineCount: 4
            elide: Text.ElideRight
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            color: theme.colours.muted
            text: searching.state === "nothing" ? qsTr("Try fewer letters, or another word.") : searching.state === "trouble" ? "" : qsTr("A name, or a word that somebody wrote. Your letters are searched, too. It all happens on this computer.")
        }
    }
    Connections {
        target: searching
        function onSummoned() { page.focusField() }
    }
    Component.onCompleted: { field.text = searching.text; focusField() }
}
