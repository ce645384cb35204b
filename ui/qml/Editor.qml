import QtQuick
import QtQuick.Layouts

// Another text for what one wrote oneself, in its place.
ColumnLayout {
    id: editor
    property var said
    property var tools
    spacing: 8
    Writing {
        id: text
        Layout.fillWidth: true
        hint: qsTr("The new text")
        text: editor.tools.edited
        onTextChanged: editor.tools.edited = text.text
        Keys.onPressed: event => {
            if (event.key === Qt.Key_Escape) { editor.tools.editing = ""; event.accepted = true }
            else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && (event.modifiers & Qt.ControlModifier)) { keep.clicked(); event.accepted = true }
        }
        Component.onCompleted: { forceActiveFocus(); cursorPosition = length }
    }
    GridLayout {
        Layout.alignment: Qt.AlignRight
        // Beside each other where there is room.
        columns: leave.implicitWidth + keep.implicitWidth + columnSpacing > editor.width ? 1 : 2
        columnSpacing: 8
        rowSpacing: 8
        MainButton { id: leave; Layout.alignment: Qt.AlignRight; quiet: true; text: qsTr("Cancel"); onClicked: editor.tools.editing = "" }
        MainButton {
            id: keep
            Layout.alignment: Qt.AlignRight
            text: qsTr("Keep the change")
            enabled: text.text.trim() !== "" || (editor.said.pictures.length + editor.said.files.length) > 0
            onClicked: {
                if (enabled && text.text !== editor.said.text) editor.tools.keep(editor.said.id, text.text)
                else editor.tools.editing = ""
            }
        }
    }
}
