import QtQuick
import QtQuick.Controls.Basic

// The place to answer a post or one of its comments; what is not sent is still there tomorrow.
Column {
    id: place
    property var post
    property var tools
    readonly property bool open: tools.answering === post.id
    // What was begun here. It is asked for again whenever it can be another.
    property string draft: ""
    function find() { draft = home.answer(post.id) }
    onOpenChanged: find()
    onPostChanged: find()
    Component.onCompleted: find()
    Connections { target: home; function onAnswers() { place.find() } }
    spacing: 4
    AbstractButton {
        id: closed
        visible: !place.open
        width: parent.width
        implicitHeight: Math.max(42, 30 * theme.scale)
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("Answer %1").arg(place.post.author)
        Accessible.description: place.draft
        onClicked: place.tools.answer(place.post, null)
        background: Rectangle {
            radius: 12
            color: closed.hovered ? theme.colours.sunken : theme.colours.card
            border.color: closed.visualFocus ? theme.colours.accent : theme.colours.border
            border.width: closed.visualFocus ? 2 : 1
        }
        contentItem: Words {
            leftPadding: 16
            rightPadding: 16
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: Text.AlignLeft
            text: place.draft !== "" ? place.draft : qsTr("Answer %1").arg(place.post.author) + "…"
            size: 15
            lineHeight: 1
            maximumLineCount: 1
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            color: place.draft !== "" ? theme.colours.text : theme.colours.muted
            Accessible.ignored: true
        }
    }
    Loader {
        width: parent.width
        active: place.open
        visible: active
        sourceComponent: Row {
            id: row
            spacing: 8
            function send(reason) {
                if (text.text.trim() === "") return
                home.comment(place.post.id, place.tools.answerTo !== "" ? place.tools.answerTo : place.post.id, text.text)
                place.tools.answering = ""
                closed.forceActiveFocus(reason)
            }
            // A refused answer, or what was left here, comes to whoever has begun another.
            Connections { target: place; function onDraftChanged() { if (text.text !== place.draft) text.text = place.draft } }
            Writing {
                id: text
                width: row.width - button.width - row.spacing
                hint: place.tools.answerName !== "" ? qsTr("Answer %1").arg(place.tools.answerName) : qsTr("Answer %1").arg(place.post.author)
                text: home.answer(place.post.id)
                font.pixelSize: 15 * theme.scale
                onTextChanged: home.keep_answer(place.post.id, text.text)
                Component.onCompleted: { forceActiveFocus(); cursorPosition = length }
                Keys.onPressed: event => {
                    if (event.key === Qt.Key_Escape) { place.tools.answering = ""; closed.forceActiveFocus(Qt.TabFocusReason); event.accepted = true }
                    else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && !(event.modifiers & Qt.ShiftModifier)) { row.send(Qt.TabFocusReason); event.accepted = true }
                }
            }
            IconButton {
                id: button
                anchors.bottom: parent.bottom
                extent: 44
                symbol: "send"
                ink: theme.colours.on_accent
                plate: text.text.trim() !== "" ? theme.colours.accent : theme.colours.outline
                text: qsTr("Send the answer")
                onClicked: row.send(focusReason)
            }
        }
    }
}
