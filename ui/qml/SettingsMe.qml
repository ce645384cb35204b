import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// What others call me and see of me.
Section {
    id: me
    symbol: "smile"
    title: qsTr("Your name and picture")
    GridLayout {
        Layout.fillWidth: true
        columns: width > 400 * Math.min(theme.scale, 1.3) ? 2 : 1
        columnSpacing: 24
        rowSpacing: 16
        DropArea {
            implicitWidth: 104
            implicitHeight: 104
            onDropped: drop => { if (drop.urls.length > 0) settings.show_picture(drop.urls[0]) }
            Face { person: session.person; letters: session.letters; extent: 104 }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 12
            Flow {
                Layout.fillWidth: true
                spacing: 8
                MainButton {
                    quiet: true
                    symbol: "image-plus"
                    enabled: !settings.busy
                    text: settings.hasPicture ? qsTr("Another picture") : qsTr("Choose a picture")
                    onClicked: dialog.open()
                }
                MainButton {
                    quiet: true
                    visible: settings.hasPicture
                    enabled: !settings.busy
                    text: qsTr("Delete it")
                    onClicked: settings.hide_picture()
                }
            }
            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                text: qsTr("It is cut to a circle. Only the people in your circles see it.")
                size: 14
                color: theme.colours.muted
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 12
        Field {
            id: called
            Layout.fillWidth: true
            hint: qsTr("Your name")
            text: session.name
            enabled: !settings.busy
            onAccepted: settings.rename(text)
            Keys.onEscapePressed: text = session.name
        }
        MainButton {
            text: qsTr("Save")
            visible: called.text.trim() !== session.name
            enabled: !settings.busy && called.text.trim() !== ""
            onClicked: settings.rename(called.text)
        }
    }
    Said { text: settings.busy ? qsTr("One moment…") : settings.trouble !== "" ? settings.trouble : settings.message; trouble: settings.trouble !== "" }
    FileDialog {
        id: dialog
        title: qsTr("A picture of you")
        nameFilters: [qsTr("Pictures") + " (*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.gif *.JPG *.JPEG *.PNG *.HEIC)"]
        onAccepted: settings.show_picture(selectedFile)
    }
}
