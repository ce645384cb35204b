import QtQuick
import QtQuick.Layouts

// Shown for the moment before the engine answers, and when it cannot.
Item {
    readonly property var said: ({
        "starting": [qsTr("Good to see you."), ""],
        "locked": [qsTr("This computer's disk is locked."), qsTr("Give its passphrase in a terminal: organic unlock")],
        "version": [qsTr("Organic was updated while it ran."), qsTr("Close it everywhere on this computer, and open it again.")],
        "failed": [qsTr("Organic could not start."), qsTr("Nothing is lost. Start the computer again; if that does not help, organic node in a terminal says why.")]
    })
    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 64, 480)
        spacing: 12
        Image {
            Layout.alignment: Qt.AlignHCenter
            source: "image://icon/leaf/" + ("" + theme.colours.accent).slice(-6)
            sourceSize: Qt.size(48, 48)
        }
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: said[session.page] ? said[session.page][0] : ""
            size: 22
            font.weight: Font.DemiBold
        }
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: said[session.page] ? said[session.page][1] : ""
            color: theme.colours.muted
        }
    }
}
