import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One letter: mine at the end of the line, those of others at its beginning. Beside it, for the pointer and the keyboard,
// what can be done with it; at its foot, who reacted.
Item {
    id: letter
    property var post
    property string spoken: ""
    property var tools
    property bool named: false
    // Whether the keyboard is at this letter: then its buttons are on the way, and those of all others are not.
    property bool current: false
    property bool last: false
    // How far one's own letter has come: of the newest, and of those that are not everywhere yet.
    readonly property string travelled: mine && (last || !post.everywhere) ? post.travelled : ""
    readonly property bool mine: post.mine
    readonly property real indent: named ? 42 : 0
    readonly property real most: Math.min(width - indent - (editing ? 0 : acts.width + 16), 560)
    readonly property bool editing: tools.editing === post.id
    readonly property int buttons: current ? Qt.StrongFocus : Qt.ClickFocus
    // Whether there are any, in it or in what was answered.
    function has(what) { return post[what].length > 0 || post.comments.some(comment => comment[what].length > 0) }
    signal leave()
    signal go(int step)
    implicitHeight: bubble.height + (reacted.visible ? reacted.height - 8 : 0)
    height: implicitHeight
    // Qt keeps what has the focus on the way of the Tab key.
    activeFocusOnTab: current || activeFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.description: travelled
    Accessible.focusable: true
    Keys.onPressed: event => {
        // What is typed into a field within comes by here, too.
        if (!activeFocus) {
            if (event.key === Qt.Key_Escape) { forceActiveFocus(Qt.TabFocusReason); event.accepted = true }
            return
        }
        event.accepted = true
        if (event.key === Qt.Key_Up) go(1)
        else if (event.key === Qt.Key_Down) go(-1)
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) react.forceActiveFocus(Qt.TabFocusReason)
        else if (event.key === Qt.Key_Menu) tools.menu(more, post)
        else if (event.key === Qt.Key_Escape) leave()
        else event.accepted = false
    }
    HoverHandler { id: hover }

    Face {
        id: face
        visible: letter.named && !letter.mine
        anchors.left: parent.left
        anchors.bottom: bubble.bottom
        extent: 32
        person: letter.post.person
        letters: letter.post.letters
    }
    Rectangle {
        id: bubble
        anchors.left: letter.mine ? undefined : parent.left
        anchors.leftMargin: letter.indent
        anchors.right: letter.mine ? parent.right : undefined
        width: Math.min(letter.most, Math.max(content.wanted, foot.implicitWidth) + 32)
        height: content.implicitHeight + 22
        radius: 18
        color: letter.mine ? theme.colours.tint : theme.colours.card
        border.color: letter.activeFocus ? theme.colours.accent : letter.mine ? theme.colours.tint : theme.colours.border
        border.width: letter.activeFocus ? 2 : 1
        // What the text would take on one line: a text that wraps does not say so.
        Words { id: measure; visible: false; text: letter.post.text.slice(0, 4000); size: 16; lineHeight: 1.3; wrapMode: Text.NoWrap }
        ColumnLayout {
            id: content
            readonly property real wanted: letter.editing ? 480 : letter.has("pictures") ? 380 : letter.has("files") ? 340 : Math.max(Math.ceil(measure.implicitWidth) + 2, who.visible ? who.implicitWidth : 0)
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.leftMargin: 16
            anchors.rightMargin: 16
            anchors.topMargin: 11
            spacing: 4
            Words {
                id: who
                visible: letter.named && !letter.mine
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                text: letter.post.author
                size: 13
                lineHeight: 1.1
                font.weight: Font.DemiBold
                color: theme.colours.muted
                maximumLineCount: 1
                elide: Text.ElideRight
            }
            Folding {
                visible: text !== "" && !letter.editing
                Layout.fillWidth: true
                text: letter.post.text
                size: 16
                lines: 40
                ink: letter.mine ? theme.colours.on_tint : theme.colours.text
                tools: letter.tools
                key: letter.post.id
            }
            Loader {
                Layout.fillWidth: true
                active: letter.editing
                visible: active
                sourceComponent: Editor { said: letter.post; tools: letter.tools }
            }
            Links {
                Layout.fillWidth: true
                Layout.leftMargin: -8
                said: letter.post
                tools: letter.tools
                ink: letter.mine ? theme.colours.on_tint : theme.colours.accent
            }
            Album {
                visible: letter.post.pictures.length > 0
                Layout.fillWidth: true
                Layout.topMargin: 4
                post: letter.post
                ground: bubble.color
            }
            Repeater {
                model: letter.post.files
                FileCard {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.topMargin: 4
                    post: letter.post.id
                    file: modelData
                }
            }
            Repeater {
                model: letter.post.comments
                ColumnLayout {
                    id: comment
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.leftMargin: 10
                    Folding {
                        Layout.fillWidth: true
                        text: comment.modelData.author + ": " + comment.modelData.text
                        size: 14
                        ink: theme.colours.muted
                        tools: letter.tools
                        key: comment.modelData.id
                    }
                    Album {
                        visible: comment.modelData.pictures.length > 0
                        Layout.fillWidth: true
                        post: comment.modelData
                        ground: bubble.color
                    }
                    Repeater {
                        model: comment.modelData.files
                        FileCard {
                            required property var modelData
                            Layout.fillWidth: true
                            post: comment.modelData.id
                            file: modelData
                        }
                    }
                }
            }
            Words {
                id: foot
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                text: [letter.post.when, letter.post.edited ? qsTr("changed") : "", letter.travelled].filter(part => part !== "").join(" · ")
                size: 12
                lineHeight: 1.1
                color: letter.mine ? theme.colours.on_tint : theme.colours.muted
            }
        }
    }
    Row {
        id: acts
        visible: !letter.editing
        readonly property bool drawn: hover.hovered || letter.activeFocus || react.activeFocus || more.activeFocus
        anchors.left: letter.mine ? undefined : bubble.right
        anchors.right: letter.mine ? bubble.left : undefined
        anchors.leftMargin: 4
        anchors.rightMargin: 4
        // Beside the middle of a short letter, and beside the end of a long one.
        y: Math.max((bubble.height - height) / 2, bubble.height - height - 14)
        IconButton { id: react; extent: 32; focusPolicy: letter.buttons; drawn: acts.drawn; symbol: "smile"; text: qsTr("React to this letter"); onClicked: letter.tools.pick(react, letter.post) }
        IconButton { id: more; extent: 32; focusPolicy: letter.buttons; drawn: acts.drawn; symbol: "ellipsis"; text: qsTr("More about this letter"); onClicked: letter.tools.menu(more, letter.post) }
    }
    Reacted {
        id: reacted
        visible: letter.post.reactions.length > 0
        anchors.left: letter.mine ? undefined : bubble.left
        anchors.right: letter.mine ? bubble.right : undefined
        anchors.leftMargin: 14
        anchors.rightMargin: 14
        anchors.top: bubble.bottom
        anchors.topMargin: -8
        focusPolicy: letter.buttons
        said: letter.post
        tools: letter.tools
        small: true
        alone: true
    }
}
