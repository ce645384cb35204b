import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// Where a code goes in: typed, pasted, in a picture, or from the screen.
ColumnLayout {
    id: entry
    signal next()
    spacing: 16
    function begin() { field.forceActiveFocus() }
    function clear() { field.text = "" }

    Writing {
        id: field
        Layout.fillWidth: true
        hint: "ORG1C-…"
        Accessible.name: qsTr("Invitation")
        enabled: !welcome.busy
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        font.letterSpacing: text === "" ? 0 : 1
        // One line tall until a code is in it; a pasted letter around the code is scrolled out of sight.
        Layout.maximumHeight: 150 * theme.scale
        clip: true
        onTextChanged: welcome.check(text)
        Keys.onPressed: event => {
            if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && welcome.whole) {
                event.accepted = true
                entry.next()
            } else if (event.matches(StandardKey.Paste) && !field.canPaste) {
                event.accepted = welcome.paste_picture()
            }
        }
    }
    CodeGroups {
        Layout.fillWidth: true
        visible: welcome.groups.length > 0
    }
    Said {
        trouble: true
        text: welcome.refusal !== "" ? welcome.refusal : welcome.wrong ? welcome.sentence : ""
    }
    Flow {
        Layout.fillWidth: true
        spacing: 12
        MainButton {
            quiet: true
            symbol: "image-plus"
            text: qsTr("Open a picture")
            enabled: !welcome.busy
            onClicked: pictures.open()
        }
        MainButton {
            quiet: true
            symbol: "qr-code"
            text: qsTr("Read the screen")
            enabled: !welcome.busy
            onClicked: welcome.read_screen()
        }
    }
    FileDialog {
        id: pictures
        title: qsTr("A picture of the invitation")
        nameFilters: [qsTr("Pictures") + " (*.png *.jpg *.jpeg *.webp)"]
        onAccepted: welcome.open([selectedFile])
    }
}
