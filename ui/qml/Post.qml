import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One post: who, when, for whom, what it says and shows, and what was answered.
Card {
    id: card
    property var post
    property string spoken: ""
    property var tools
    // So many answers are shown at once; more are folded.
    property int few: 3
    readonly property bool allAnswers: post.comments.length <= few + 1 || tools.unfolded["answers/" + post.id] === true
    readonly property var answered: allAnswers ? post.comments : post.comments.slice(-few)
    // Where a post changes, or another one takes its place, the answers that were made stay, and with them the keyboard
    // in one of them; of those that are not needed so many are kept as a folded post has.
    function make() {
        while (places.count < answered.length) places.append({ made: true })
        const kept = Math.max(answered.length, few + 1)
        if (places.count > kept) places.remove(kept, places.count - kept)
    }
    readonly property var none: ({ id: "none", person: "", author: "", letters: "", text: "", when: "", edited: false, note: "", answers: "", mine: false, deletable: false, reactions: [], reacted: "", links: [], pictures: [], files: [] })
    onAnsweredChanged: make()
    Component.onCompleted: make()
    // A number in its place would have all of them made anew whenever it is another.
    ListModel { id: places }
    // How far below the top an answer stands; -1 if it is not shown.
    function where(answer) {
        for (let n = 0; n < answers.count; n++) {
            const one = answers.itemAt(n)
            if (one && one.said.id === answer) return one.mapToItem(card, 0, 0).y
        }
        return -1
    }
    signal leave()
    signal go(int step)
    implicitHeight: inner.implicitHeight + 32
    height: implicitHeight
    border.color: activeFocus ? theme.colours.accent : theme.colours.border
    border.width: activeFocus ? 2 : 1
    Accessible.role: Accessible.ListItem
    Accessible.name: spoken
    Accessible.focusable: true
    Keys.onPressed: event => {
        // What is typed into a field within comes by here, too.
        if (!activeFocus) {
            if (event.key === Qt.Key_Escape) { forceActiveFocus(Qt.TabFocusReason); event.accepted = true }
            return
        }
        event.accepted = true
        if (event.key === Qt.Key_J || event.key === Qt.Key_Down) go(1)
        else if (event.key === Qt.Key_K || event.key === Qt.Key_Up) go(-1)
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) more.forceActiveFocus(Qt.TabFocusReason)
        else if (event.key === Qt.Key_Menu) tools.menu(more, post)
        else if (event.key === Qt.Key_Escape) leave()
        else event.accepted = false
    }

    ColumnLayout {
        id: inner
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 16
        spacing: 12
        RowLayout {
            spacing: 12
            Face { person: card.post.person; letters: card.post.letters; extent: 46 }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2
                Words { Layout.fillWidth: true; text: card.post.author; horizontalAlignment: Text.AlignLeft; size: 16; lineHeight: 1.1; font.weight: Font.DemiBold; maximumLineCount: 1; elide: Text.ElideRight }
                Words {
                    Layout.fillWidth: true
                    size: 13
                    lineHeight: 1.1
                    horizontalAlignment: Text.AlignLeft
                    color: theme.colours.muted
                    text: card.post.when + (card.post.edited ? " · " + qsTr("changed") : "")
                }
                SeenBy { Layout.fillWidth: true; Layout.topMargin: 2; post: card.post }
            }
            IconButton {
                id: more
                Layout.alignment: Qt.AlignTop
                symbol: "ellipsis"
                text: qsTr("More about this post")
                onClicked: card.tools.menu(more, card.post)
            }
        }
        Folding {
            Layout.fillWidth: true
            visible: text !== "" && !editor.active
            text: card.post.text
            tools: card.tools
            key: card.post.id
        }
        Loader {
            id: editor
            Layout.fillWidth: true
            active: card.tools.editing === card.post.id
            visible: active
            sourceComponent: Editor { said: card.post; tools: card.tools }
        }
        Links { Layout.fillWidth: true; Layout.leftMargin: -8; said: card.post; tools: card.tools }
        Words {
            Layout.fillWidth: true
            visible: text !== ""
            text: card.post.note
            size: 14
            color: theme.colours.danger
        }
        Album {
            Layout.fillWidth: true
            visible: card.post.pictures.length > 0
            post: card.post
        }
        Repeater {
            model: card.post.files
            FileCard {
                required property var modelData
                Layout.fillWidth: true
                post: card.post.id
                file: modelData
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8
            Reactions { said: card.post; tools: card.tools }
            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                text: card.post.travelled
                size: 13
                lineHeight: 1.1
                color: theme.colours.muted
            }
        }
        Loader {
            active: !card.allAnswers
            visible: active
            Layout.leftMargin: -8
            sourceComponent: Quiet {
                ink: theme.colours.accent
                symbol: "message-circle"
                text: qsTr("Show all %n answers", "", card.post.comments.length)
                onClicked: card.tools.unfold("answers/" + card.post.id, true)
            }
        }
        Repeater {
            id: answers
            model: places
            Comment {
                required property int index
                Layout.fillWidth: true
                visible: index < card.answered.length
                said: card.answered[index] ?? card.none
                post: card.post
                tools: card.tools
            }
        }
        Answering { Layout.fillWidth: true; post: card.post; tools: card.tools }
    }
}
