import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// What all posts of a page share: the menu, the signs to react with, the address that is about to be opened; and
// what is unfolded, changed or answered just now. Posts come and go with the scrolling, this stays.
Item {
    id: tools
    // What reacts to these posts and changes them.
    property var source: home
    property var unfolded: ({})
    property string editing: ""
    property string edited: ""
    // What was to be another text and was refused: it is there again when one goes on.
    property var unkept: ({})
    property string answering: ""
    property string answerTo: ""
    property string answerName: ""
    function unfold(key, open) { unfolded = Object.assign({}, unfolded, { [key]: open }) }
    function answer(post, comment) {
        answerTo = comment ? comment.id : ""
        answerName = comment ? comment.author : ""
        answering = post.id
    }
    function edit(said) {
        edited = unkept[said.id] !== undefined ? unkept[said.id] : said.text
        unkept = Object.assign({}, unkept, { [said.id]: undefined })
        editing = said.id
    }
    function keep(id, text) { editing = ""; source.edit(id, text) }
    Connections {
        target: tools.source
        function onUnedited(id, text) {
            if (tools.editing === "") { tools.edited = text; tools.editing = id }
            else if (tools.editing !== id) tools.unkept = Object.assign({}, tools.unkept, { [id]: text })
        }
    }
    function menu(button, said) { things.said = said; things.popup(button, tools.LayoutMirroring.enabled ? 0 : button.width - things.width, button.height + 4) }
    function pick(button, said) {
        signs.said = said
        const at = button.mapToItem(tools, 0, 0)
        signs.x = Math.max(8, Math.min(at.x + button.width / 2 - signs.width / 2, tools.width - signs.width - 8))
        signs.y = at.y - signs.height - 8 > 8 ? at.y - signs.height - 8 : at.y + button.height + 8
        signs.open()
    }
    function lead(link) { way.link = link; way.open() }

    Menu {
        id: things
        property var said
        padding: 6
        width: Math.min(tools.width - 16, 260 * Math.max(1, theme.scale))
        background: Rectangle { implicitWidth: 240; radius: 14; color: theme.colours.card; border.color: theme.colours.border }
        component Thing: MenuItem {
            id: thing
            property string symbol: ""
            property color ink: theme.colours.text
            // What is not offered takes no room.
            implicitHeight: visible ? Math.max(44, 32 * theme.scale) : 0
            Accessible.name: text
            contentItem: Row {
                leftPadding: 10
                rightPadding: 10
                spacing: 12
                Image { anchors.verticalCenter: parent.verticalCenter; source: "image://icon/" + thing.symbol + "/" + ("" + thing.ink).slice(-6); sourceSize: Qt.size(20, 20) }
                Words { anchors.verticalCenter: parent.verticalCenter; text: thing.text; size: 15; lineHeight: 1; color: thing.ink; wrapMode: Text.NoWrap; Accessible.ignored: true }
            }
            background: Rectangle { radius: 10; color: thing.highlighted ? theme.colours.tint : "transparent" }
        }
        Thing { visible: !!things.said && things.said.mine; symbol: "pencil"; text: qsTr("Change the text"); onTriggered: tools.edit(things.said) }
        Thing { visible: !!things.said && things.said.text !== ""; symbol: "copy"; text: qsTr("Copy the text"); onTriggered: home.copy(things.said.text) }
        Thing { visible: !!things.said && things.said.deletable; symbol: "trash-2"; ink: theme.colours.danger; text: qsTr("Delete from all computers"); onTriggered: deletions.delete(things.said.id) }
    }
    Popup {
        id: signs
        property var said
        padding: 10
        focus: true
        width: Math.min(tools.width - 16, 344)
        background: Rectangle { radius: 22; color: theme.colours.card; border.color: theme.colours.border }
        function choose(sign) { tools.source.react(said.id, sign); close() }
        onOpened: first.itemAt(0).forceActiveFocus(Qt.TabFocusReason)
        contentItem: ColumnLayout {
            spacing: 8
            RowLayout {
                spacing: 2
                Layout.alignment: Qt.AlignHCenter
                Repeater {
                    id: first
                    model: [["❤️", qsTr("Heart")], ["😂", qsTr("Laughing")], ["😮", qsTr("Surprised")], ["😢", qsTr("Sad")], ["👍", qsTr("Thumbs up")], ["🎉", qsTr("Party")]]
                    AbstractButton {
                        id: sign
                        required property var modelData
                        required property int index
                        implicitWidth: 52
                        implicitHeight: 52
                        focusPolicy: Qt.StrongFocus
                        Accessible.role: Accessible.Button
                        Accessible.name: modelData[1]
                        onClicked: signs.choose(modelData[0])
                        KeyNavigation.right: first.itemAt(Math.min(index + 1, 5))
                        KeyNavigation.left: first.itemAt(Math.max(index - 1, 0))
                        Keys.onReturnPressed: clicked()
                        Keys.onEnterPressed: clicked()
                        Tip { of: sign; text: sign.modelData[1] }
                        background: Rectangle {
                            radius: 26
                            color: sign.hovered || sign.down ? theme.colours.tint : "transparent"
                            border.width: sign.visualFocus ? 2 : 0
                            border.color: theme.colours.accent
                        }
                        contentItem: Item { Sign { anchors.centerIn: parent; emoji: sign.modelData[0]; extent: 30 } }
                    }
                }
            }
            Field {
                Layout.fillWidth: true
                implicitHeight: Math.max(40, 30 * theme.scale)
                hint: qsTr("Another sign, or one short word")
                font.pixelSize: 15 * theme.scale
                onAccepted: if (text.trim() !== "") { signs.choose(text.trim()); text = "" }
            }
        }
    }
    Popup {
        id: way
        property var link
        anchors.centerIn: parent
        width: Math.min(tools.width - 32, 460)
        padding: 24
        modal: true
        focus: true
        Overlay.modal: Rectangle { color: "#80000000" }
        background: Rectangle { radius: 20; color: theme.colours.card; border.color: theme.colours.border }
        contentItem: ColumnLayout {
            spacing: 16
            Words { Layout.fillWidth: true; text: qsTr("Open this page in your browser?"); size: 19; font.weight: Font.DemiBold }
            Words { Layout.fillWidth: true; text: way.link ? way.link.address : ""; size: 15; wrapMode: Text.WrapAnywhere; maximumLineCount: 12; elide: Text.ElideRight; horizontalAlignment: Text.AlignLeft }
            Words { Layout.fillWidth: true; text: qsTr("It is no part of your family's network: whoever runs it can see that somebody came."); size: 14; color: theme.colours.muted }
            RowLayout {
                Layout.alignment: Qt.AlignRight
                spacing: 8
                MainButton { quiet: true; text: qsTr("Stay here"); onClicked: way.close() }
                MainButton { text: qsTr("Open"); onClicked: { home.visit(way.link.address); way.close() } }
            }
        }
    }
}
