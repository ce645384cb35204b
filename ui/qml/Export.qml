import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// Taking everything along, as a folder that any browser opens.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)

    Flickable {
        anchors.fill: parent
        contentHeight: inner.height + 72
        clip: true
        ScrollBar.vertical: ScrollBar { }
        ColumnLayout {
            id: inner
            x: (page.width - width) / 2
            y: 28
            width: page.column
            spacing: 16
            Words { Layout.fillWidth: true; text: qsTr("Take everything with you"); horizontalAlignment: Text.AlignLeft; size: 26; lineHeight: 1.15; font.weight: Font.DemiBold }
            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignLeft
                color: theme.colours.muted
                text: qsTr("All posts, letters, pictures and people of all your circles, as a folder. Any browser opens it, today and in twenty years, without Organic.")
            }
            Rectangle {
                Layout.fillWidth: true
                radius: 14
                color: theme.colours.tint
                implicitHeight: warning.implicitHeight + 28
                Words {
                    id: warning
                    anchors.centerIn: parent
                    width: parent.width - 36
                    horizontalAlignment: Text.AlignLeft
                    text: qsTr("The folder is not locked: whoever has it can read it.")
                    size: 15
                    color: theme.colours.on_tint
                }
            }
            MainButton {
                id: begin
                Layout.topMargin: 8
                visible: exporting.state === "idle" || exporting.state === "failed"
                symbol: "file-down"
                text: exporting.state === "failed" ? qsTr("Try again") : qsTr("Choose where to put it")
                onClicked: dialog.open()
            }
            Card {
                Layout.fillWidth: true
                visible: exporting.state !== "idle"
                implicitHeight: told.implicitHeight + 40
                ColumnLayout {
                    id: told
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: 20
                    spacing: 12
                    Words {
                        Layout.fillWidth: true
                        horizontalAlignment: Text.AlignLeft
                        size: 18
                        lineHeight: 1.2
                        font.weight: Font.DemiBold
                        color: exporting.state === "failed" ? theme.colours.danger : theme.colours.text
                        text: exporting.state === "going" ? qsTr("Writing…") : exporting.state === "done" ? qsTr("Everything is written.") : qsTr("That did not work.")
                        Accessible.role: Accessible.AlertMessage
                        Accessible.name: text
                    }
                    Rectangle {
                        Layout.fillWidth: true
                        visible: exporting.state === "going"
                        implicitHeight: 8
                        radius: 4
                        color: theme.colours.sunken
                        Accessible.role: Accessible.ProgressBar
                        Accessible.name: exporting.progress
                        Rectangle { anchors.left: parent.left; height: parent.height; radius: 4; width: parent.width * exporting.part; color: theme.colours.accent }
                    }
                    Words { Layout.fillWidth: true; visible: text !== ""; text: exporting.progress; horizontalAlignment: Text.AlignLeft; size: 15; color: theme.colours.muted }
                    Words { Layout.fillWidth: true; visible: text !== ""; text: exporting.sentence; horizontalAlignment: Text.AlignLeft; size: 15 }
                    Words { Layout.fillWidth: true; visible: text !== ""; text: exporting.summary; horizontalAlignment: Text.AlignLeft; size: 15; color: theme.colours.muted }
                    Words { Layout.fillWidth: true; visible: exporting.state === "done"; text: exporting.path; horizontalAlignment: Text.AlignLeft; size: 15; wrapMode: Text.WrapAnywhere }
                    Flow {
                        Layout.fillWidth: true
                        visible: exporting.state === "going" || exporting.state === "done"
                        spacing: 12
                        MainButton { visible: exporting.state === "done"; text: qsTr("Look at it"); onClicked: exporting.look() }
                        MainButton { visible: exporting.state === "done"; quiet: true; text: qsTr("Done"); onClicked: exporting.again() }
                        MainButton { visible: exporting.state === "going"; quiet: true; text: qsTr("Stop"); onClicked: exporting.stop() }
                    }
                }
            }
        }
    }
    Component.onCompleted: begin.forceActiveFocus(inside.how)
    FolderDialog {
        id: dialog
        title: qsTr("Where to put the folder")
        onAccepted: exporting.export(selectedFolder)
    }
}
