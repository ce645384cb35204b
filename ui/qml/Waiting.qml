import QtQuick
import QtQuick.Layouts

// Shown for the moment before the engine answers, and when it cannot.
Item {
    readonly property var said: ({
        "starting": ["Good to see you.", ""],
        "locked": ["This computer's disk is locked.", "Give its passphrase in a terminal: organic unlock"],
        "version": ["Organic was updated while it ran.", "Close it everywhere on this computer, and open it again."],
        "failed": ["Organic could not start.", "Nothing is lost. Start the computer again; if that does not help, organic node in a terminal says why."]
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
